package io.parley.contract;

import io.parley.Parley;
import io.parley.process.Pool;
import io.parley.process.PoolOptions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalPoolIteratorTest extends PoolIteratorContract {
    @Override
    Pool open(UnaryOperator<PoolOptions> options) {
        return Parley.local().pool(options);
    }
}
