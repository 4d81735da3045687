package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.command.transport.SolParameter;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;
import java.util.TreeMap;

/** Serial over LAN, activated and set up (IPMI 2.0 §24 and §26). */
final class PayloadCommands {
    private static final int ACTIVATE_PAYLOAD = 0x48;
    private static final int DEACTIVATE_PAYLOAD = 0x49;
    private static final int GET_PAYLOAD_ACTIVATION_STATUS = 0x4A;
    private static final int GET_PAYLOAD_INSTANCE_INFO = 0x4B;
    private static final int GET_USER_PAYLOAD_ACCESS = 0x4D;
    private static final int GET_CHANNEL_PAYLOAD_SUPPORT = 0x4E;
    private static final int GET_CHANNEL_PAYLOAD_VERSION = 0x4F;
    private static final int SET_SOL_PARAMETERS = 0x21;
    private static final int GET_SOL_PARAMETERS = 0x22;

    private static final int ALREADY_ACTIVE = 0x80;
    private static final int ALREADY_INACTIVE = 0x80;
    private static final int PARAMETER_NOT_SUPPORTED = 0x80;
    private static final int READ_ONLY = 0x82;
    private static final int DISABLED = 0x81;
    private static final int NOT_ENCRYPTED = 0x83;
    private static final int ONLY_ENCRYPTED = 0x84;
    private static final int ENCRYPTED = 0x80;
    private static final int NO_VLAN = 0xFFFF;
    private static final int PARAMETER_REVISION = 0x11;
    private static final int ONLY_REVISION = 0x80;
    private static final int VERSION_1_0 = 0x10;
    private static final int MILLIS_PER_INTERVAL = 10;

    private final SerialOverLan console;
    private final TreeMap<Integer, Bytes> parameters = new TreeMap<>();
    private int port = 623;

    PayloadCommands(SerialOverLan console) {
        this.console = console;
        parameters.put(SolParameter.SET_IN_PROGRESS, Bytes.fromHex("00"));
        parameters.put(SolParameter.ENABLE, Bytes.fromHex("01"));
        // Encryption where the session has it, level Administrator.
        parameters.put(SolParameter.AUTHENTICATION, Bytes.fromHex("04"));
        parameters.put(SolParameter.CHARACTER_ACCUMULATE, Bytes.fromHex("0a60"));
        parameters.put(SolParameter.RETRY, Bytes.fromHex("0732"));
        // 115.2 kbit/s.
        parameters.put(SolParameter.NON_VOLATILE_BIT_RATE, Bytes.fromHex("0a"));
        parameters.put(SolParameter.VOLATILE_BIT_RATE, Bytes.fromHex("0a"));
        parameters.put(SolParameter.PAYLOAD_CHANNEL, Bytes.fromHex("01"));
    }

    void listensOn(int udpPort) {
        port = udpPort;
    }

    boolean knows(int command) {
        return command >= ACTIVATE_PAYLOAD
                && command <= GET_CHANNEL_PAYLOAD_VERSION
                && command != 0x4C;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        WireReader in = request.data();
        switch (request.command()) {
            case ACTIVATE_PAYLOAD -> activate(request, in, out);
            case DEACTIVATE_PAYLOAD -> deactivate(request, in);
            case GET_PAYLOAD_ACTIVATION_STATUS -> status(in, out);
            case GET_PAYLOAD_INSTANCE_INFO -> info(in, out);
            // Every user has the standard payloads IPMI and serial over LAN, and no others.
            case GET_USER_PAYLOAD_ACCESS -> out.u8(0x02).u8(0).u8(0).u8(0);
            case GET_CHANNEL_PAYLOAD_SUPPORT -> out.u8(0x03).u8(0).u8(0x3F).u8(0).u32(0);
            case GET_CHANNEL_PAYLOAD_VERSION -> out.u8(VERSION_1_0);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void activate(Request request, WireReader in, WireWriter out) {
        instance(in);
        boolean encrypted = (in.u8("auxiliary data") & ENCRYPTED) != 0;
        in.skip("auxiliary data", 3);
        // IPMI 1.5 has no payloads.
        if (!(request.session().orElse(null) instanceof RmcpPlusSession session)) {
            throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
        int authentication = parameter(SolParameter.AUTHENTICATION).u8(0);
        if ((parameter(SolParameter.ENABLE).u8(0) & 1) == 0) {
            throw new Refusal(DISABLED);
        }
        if (session.privilege().number() < (authentication & 0x0F)) {
            throw new Refusal(CompletionCode.INSUFFICIENT_PRIVILEGE);
        }
        boolean canEncrypt = session.suite().algorithms().confidentiality() != 0;
        if (encrypted && !canEncrypt) {
            throw new Refusal(NOT_ENCRYPTED);
        }
        if (!encrypted && (authentication & ENCRYPTED) != 0) {
            throw new Refusal(ONLY_ENCRYPTED);
        }
        if (console.owner().isPresent()) {
            throw new Refusal(ALREADY_ACTIVE);
        }
        console.activate(session);
        out.u32(0).u16(SerialOverLan.PAYLOAD_SIZE).u16(SerialOverLan.PAYLOAD_SIZE);
        out.u16(port).u16(NO_VLAN);
    }

    private void deactivate(Request request, WireReader in) {
        instance(in);
        in.skip("auxiliary data", 4);
        int level = parameter(SolParameter.AUTHENTICATION).u8(0) & 0x0F;
        Session session = request.session().orElseThrow();
        if (session.privilege().number() < level) {
            throw new Refusal(CompletionCode.INSUFFICIENT_PRIVILEGE);
        }
        if (console.owner().isEmpty()) {
            throw new Refusal(ALREADY_INACTIVE);
        }
        console.deactivate(session);
    }

    private void status(WireReader in, WireWriter out) {
        serialOverLan(in);
        out.u8(SerialOverLan.CAPACITY).u16(console.owner().isPresent() ? 1 : 0);
    }

    private void info(WireReader in, WireWriter out) {
        instance(in);
        out.u32(console.owner().map(Session::id).orElse(0)).u32(1).u32(0);
    }

    private static void serialOverLan(WireReader in) {
        if ((in.u8("payload type") & 0x3F) != PayloadType.SERIAL_OVER_LAN) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
    }

    private static void instance(WireReader in) {
        serialOverLan(in);
        if ((in.u8("instance") & 0x0F) != 1) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
    }

    /** Commands of the network function Transport. */
    void answerTransport(Request request, WireWriter out) {
        switch (request.command()) {
            case GET_SOL_PARAMETERS -> {
                request.require(PrivilegeLevel.USER);
                get(request.data(), out);
            }
            case SET_SOL_PARAMETERS -> {
                request.require(PrivilegeLevel.ADMINISTRATOR);
                set(request.data());
            }
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void get(WireReader in, WireWriter out) {
        boolean revisionOnly = (in.u8("channel") & ONLY_REVISION) != 0;
        int number = in.u8("parameter");
        in.skip("selectors", 2);
        Bytes value = parameter(number);
        out.u8(PARAMETER_REVISION);
        if (!revisionOnly) {
            out.bytes(value.toArray());
        }
    }

    private void set(WireReader in) {
        in.u8("channel");
        int number = in.u8("parameter");
        Bytes before = parameter(number);
        if (number == SolParameter.PAYLOAD_CHANNEL || number == SolParameter.PAYLOAD_PORT) {
            throw new Refusal(READ_ONLY);
        }
        Bytes value = Bytes.of(in.bytes("value", before.length()));
        parameters.put(number, value);
        if (number == SolParameter.RETRY) {
            int interval = Math.max(1, value.u8(1)) * MILLIS_PER_INTERVAL;
            console.retryEach(Duration.ofMillis(interval), value.u8(0) & 0x07);
        }
    }

    private Bytes parameter(int number) {
        if (number == SolParameter.PAYLOAD_PORT) {
            return Bytes.of((byte) port, (byte) (port >> 8));
        }
        Bytes value = parameters.get(number);
        if (value == null) {
            throw new Refusal(PARAMETER_NOT_SUPPORTED);
        }
        return value;
    }
}
