package io.parley.manager.internal.net;

import io.netty.handler.ssl.NotSslRecordException;
import io.parley.pipe.AuthenticationException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** What went wrong with TLS, and what to do about it. */
final class TlsFailures {
    private TlsFailures() {}

    /** A failure that says what to do, if it is one of TLS; otherwise the same one. */
    static Throwable explain(Throwable failure, String peer) {
        if (failure instanceof NotSslRecordException) {
            return new AuthenticationException(
                    peer + " does not speak TLS, and this side does. Let both use it, or neither", failure);
        }
        if (!(failure instanceof SSLException)) {
            return failure;
        }
        return new AuthenticationException(peer + " and this side have no TLS connection: " + reason(failure), failure);
    }

    private static String reason(Throwable failure) {
        String all = "";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateExpiredException) {
                return "its certificate expired (" + each.getMessage() + "). Renew it";
            }
            if (each instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet (" + each.getMessage() + "). Check both clocks";
            }
            all += each.getMessage() + "; ";
        }
        if (all.contains("Received fatal alert")) {
            return "it refused this side (" + failure.getMessage()
                    + "). If it wants a certificate, give one that its authority signed and that is valid";
        }
        if (all.contains("alternative") || all.contains("No name matching")) {
            return "its certificate is for another name (" + failure.getMessage()
                    + "). Connect by a name that is in it, or pin the certificate";
        }
        if (all.contains("unable to find valid certification path") || all.contains("another certificate")) {
            return "its certificate is not trusted (" + failure.getMessage()
                    + "). Give the certificate of the authority that signed it, or somebody is in between";
        }
        return failure.getMessage();
    }
}
