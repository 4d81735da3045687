package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Activate Payload (IPMI 2.0 §24.1) with the auxiliary data of serial over LAN.
 *
 * @param instance which of the payload's instances, 1 to 15; most BMCs have one
 * @param encrypted whether the BMC encrypts what it sends
 * @param authenticated whether the BMC signs what it sends
 */
public record ActivatePayload(
        int payloadType,
        int instance,
        boolean encrypted,
        boolean authenticated,
        boolean test,
        SerialAlerts alerts)
        implements IpmiCommand<ActivatePayload.Response> {
    /** Completion code: somebody else has this instance. */
    public static final int ALREADY_ACTIVE = 0x80;

    /** Completion code: the payload type is switched off. */
    public static final int DISABLED = 0x81;

    /** Completion code: no more instances can be had. */
    public static final int LIMIT_REACHED = 0x82;

    /** Completion code: not with encryption. */
    public static final int NOT_ENCRYPTED = 0x83;

    /** Completion code: only with encryption. */
    public static final int ONLY_ENCRYPTED = 0x84;

    private static final int ENCRYPTION = 0x80;
    private static final int AUTHENTICATION = 0x40;
    private static final int TEST_MODE = 0x20;

    public ActivatePayload {
        PayloadActivation.check(payloadType, instance);
    }

    /** What becomes of alerts by modem while the port that they share with the console is taken. */
    public enum SerialAlerts {
        FAIL(0),
        DEFERRED(1),
        SUCCEED(2);

        private final int number;

        SerialAlerts(int number) {
            this.number = number;
        }
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x48;
    }

    /** Done twice, the second time is refused: the instance is taken, by ourselves. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public void writeTo(WireWriter out) {
        int first =
                (encrypted ? ENCRYPTION : 0)
                        | (authenticated ? AUTHENTICATION : 0)
                        | (test ? TEST_MODE : 0)
                        | alerts.number << 2;
        out.u8(payloadType).u8(instance).u8(first).u24(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        boolean testMode = (in.u8("auxiliary data") & 1) != 0;
        in.skip("auxiliary data", 3);
        return new Response(
                testMode,
                in.u16("inbound payload size"),
                in.u16("outbound payload size"),
                // Some BMCs stop here.
                in.hasMore() ? in.u16("port") : 0,
                in.hasMore() ? in.u16("VLAN") : Response.NO_VLAN);
    }

    /**
     * Body after the completion code.
     *
     * @param inboundSize bytes that a payload to the BMC may have
     * @param outboundSize bytes that a payload from the BMC may have
     * @param port the UDP port on which the BMC speaks this payload, 0 where it does not say
     * @param vlan the VLAN on which it does, {@link #NO_VLAN} for none
     */
    public record Response(
            boolean testMode, int inboundSize, int outboundSize, int port, int vlan) {
        public static final int NO_VLAN = 0xFFFF;
    }
}
