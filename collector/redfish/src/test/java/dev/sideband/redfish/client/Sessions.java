package dev.sideband.redfish.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sessions at a {@link ScriptedBmc}, by one port. */
final class Sessions implements AutoCloseable {
    static final ClientOptions OPTIONS =
            ClientOptions.DEFAULT
                    .withReading(Duration.ofSeconds(5))
                    .withLogin(Duration.ofSeconds(5))
                    .withClosing(Duration.ofSeconds(5));

    private final HttpPort port = HttpPort.open();

    RedfishSession at(ScriptedBmc bmc) {
        return at(bmc, new Trust.Insecure(), OPTIONS);
    }

    RedfishSession at(ScriptedBmc bmc, ClientOptions options) {
        return at(bmc, new Trust.Insecure(), options);
    }

    RedfishSession at(ScriptedBmc bmc, Trust trust, ClientOptions options) {
        return new RedfishSession(
                port, bmc.address(), credentials(ScriptedBmc.PASSWORD), trust, options);
    }

    RedfishSession withPassword(ScriptedBmc bmc, String password) {
        return new RedfishSession(
                port, bmc.address(), credentials(password), new Trust.Insecure(), OPTIONS);
    }

    static Credentials credentials(String password) {
        return Credentials.of(ScriptedBmc.USER, password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        port.close();
    }
}
