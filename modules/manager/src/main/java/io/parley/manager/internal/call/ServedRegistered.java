package io.parley.manager.internal.call;

import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Served;
import java.util.concurrent.CompletionException;

/** The registered classes of a server, served. */
record ServedRegistered(Host host) implements Served {
    @Override
    public void run(Call call) {
        Owner owner = call.session().holding(host, host::owner);
        var answer = host.submit(call.op(), owner, call.args());
        owner.begin(call.seq(), answer);
        answer.whenComplete((reply, failure) -> {
            if (failure == null) {
                call.reply().writeBytes(reply.array(), 0, reply.length());
                call.done();
            } else {
                call.fail(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void close() {
        host.close();
    }
}
