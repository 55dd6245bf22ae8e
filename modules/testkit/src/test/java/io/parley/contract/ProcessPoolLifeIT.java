package io.parley.contract;

import io.parley.process.Pool;
import io.parley.process.PoolOptions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessPoolLifeIT extends PoolLifeContract {
    @Override
    Pool open(UnaryOperator<PoolOptions> options) {
        return parley.pool(options);
    }
}
