package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.ipmi.BmcSettings.Device;
import dev.sideband.simulator.model.Identity;

import java.util.List;
import java.util.Optional;

/** Who the BMC is, who may talk to it and how (IPMI 2.0 §20 and §22). */
final class AppCommands {
    private static final int GET_DEVICE_ID = 0x01;
    private static final int GET_SELF_TEST_RESULTS = 0x04;
    private static final int GET_ACPI_POWER_STATE = 0x07;
    private static final int GET_DEVICE_GUID = 0x08;
    private static final int GET_WATCHDOG_TIMER = 0x25;
    private static final int GET_GLOBAL_ENABLES = 0x2F;
    private static final int GET_SYSTEM_GUID = 0x37;
    private static final int GET_CHANNEL_AUTHENTICATION_CAPABILITIES = 0x38;
    private static final int GET_SESSION_CHALLENGE = 0x39;
    private static final int SET_SESSION_PRIVILEGE_LEVEL = 0x3B;
    private static final int CLOSE_SESSION = 0x3C;
    private static final int GET_SESSION_INFO = 0x3D;
    private static final int GET_CHANNEL_ACCESS = 0x41;
    private static final int GET_CHANNEL_INFO = 0x42;
    private static final int GET_USER_ACCESS = 0x44;
    private static final int GET_USER_NAME = 0x46;
    private static final int GET_CHANNEL_CIPHER_SUITES = 0x54;

    private static final int LAN_CHANNEL = 0x01;
    private static final int THIS_CHANNEL = 0x0E;
    private static final int ADMINISTRATOR = 0x04;
    private static final int EXCEEDS_LIMIT = 0x81;
    private static final int INVALID_SESSION_ID = 0x87;
    private static final int CIPHER_SUITE_BLOCK = 16;
    private static final int NAME_LENGTH = 16;
    private static final int NAMES_NEEDED = 0x04;
    private static final int BMC_KEY_SET = 0x20;
    private static final int IPMI_FORUM = 7154;

    /** Chassis, FRU inventory, SEL, SDR repository and sensor device (IPMI 2.0 §20.1). */
    static final int CAPABILITIES = 0x8F;

    private final Identity identity;
    private final SessionTable sessions;
    private final Login15 login15;

    AppCommands(Identity identity, SessionTable sessions, Login15 login15) {
        this.identity = identity;
        this.sessions = sessions;
        this.login15 = login15;
    }

    void answer(Request request, WireWriter out) {
        switch (request.command()) {
            case GET_SYSTEM_GUID -> out.bytes(identity.guid().toArray());
            case GET_CHANNEL_AUTHENTICATION_CAPABILITIES -> capabilities(request.data(), out);
            case GET_SESSION_CHALLENGE -> login15.challenge(request, out);
            case GET_CHANNEL_CIPHER_SUITES -> cipherSuites(request.data(), out);
            default -> {
                if (request.session().isEmpty()) {
                    throw new Refusal(CompletionCode.INSUFFICIENT_PRIVILEGE);
                }
                answer(request, request.session().get(), out);
            }
        }
    }

    private void answer(Request request, Session session, WireWriter out) {
        switch (request.command()) {
            case GET_DEVICE_ID -> deviceId(out);
            case GET_SELF_TEST_RESULTS -> out.u8(0x55).u8(0);
            case GET_ACPI_POWER_STATE -> out.u8(0).u8(0);
            case GET_DEVICE_GUID -> out.bytes(identity.guid().toArray());
            case GET_WATCHDOG_TIMER -> out.bytes(new byte[8]);
            case GET_GLOBAL_ENABLES -> out.u8(0x08);
            case SET_SESSION_PRIVILEGE_LEVEL -> setPrivilege(request.data(), session, out);
            case CLOSE_SESSION -> close(request, session);
            case GET_SESSION_INFO -> sessionInfo(session, out);
            case GET_CHANNEL_ACCESS -> channelAccess(request.data(), out);
            case GET_CHANNEL_INFO -> channelInfo(request.data(), out);
            case GET_USER_ACCESS -> userAccess(request.data(), out);
            case GET_USER_NAME -> userName(request.data(), out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void deviceId(WireWriter out) {
        Device device = sessions.settings().device().orElseGet(() -> Device.of(identity.profile()));
        int minor = device.firmwareMinor();
        out.u8(0x20).u8(0x01).u8(device.firmwareMajor()).u8((minor / 10) << 4 | minor % 10);
        out.u8(0x02).u8(CAPABILITIES);
        out.u24(device.manufacturerId()).u16(device.productId()).u32(0);
    }

    private void capabilities(WireReader in, WireWriter out) {
        int channel = in.u8("channel");
        level(in);
        requireLan(channel & 0x0F);
        boolean extended = (channel & 0x80) != 0;
        BmcSettings settings = sessions.settings();
        int types = 0;
        for (AuthenticationType type : settings.ipmi15()) {
            types |= 1 << type.number();
        }
        int status = NAMES_NEEDED | (settings.bmcKey().isPresent() ? BMC_KEY_SET : 0);
        int versions = (types == 0 ? 0 : 0x01) | (settings.suites().isEmpty() ? 0 : 0x02);
        // A BMC from before IPMI 2.0 knows nothing of the bit that asks for more.
        boolean tells = extended && !settings.suites().isEmpty();
        out.u8(LAN_CHANNEL).u8(types | (tells ? 0x80 : 0)).u8(status).u8(tells ? versions : 0);
        out.u24(0).u8(0);
    }

    private void cipherSuites(WireReader in, WireWriter out) {
        requireLan(in.u8("channel") & 0x0F);
        in.u8("payload type");
        int index = in.u8("list index") & 0x3F;
        var all = new WireWriter();
        for (CipherSuite suite : enabled()) {
            all.u8(0xC0).u8(suite.id()).u8(suite.algorithms().authentication());
            all.u8(0x40 | suite.algorithms().integrity());
            all.u8(0x80 | suite.algorithms().confidentiality());
        }
        int from = Math.min(all.length(), index * CIPHER_SUITE_BLOCK);
        int length = Math.min(CIPHER_SUITE_BLOCK, all.length() - from);
        out.u8(LAN_CHANNEL).bytes(all.toByteArray(), from, length);
    }

    /** The suites that are enabled, in the order of their ids. */
    private List<CipherSuite> enabled() {
        return sessions.settings().suites().keySet().stream().sorted().toList();
    }

    private static void setPrivilege(WireReader in, Session session, WireWriter out) {
        int wanted = in.u8("privilege") & 0x0F;
        if (wanted != 0) {
            PrivilegeLevel level =
                    PrivilegeLevel.of(wanted)
                            .filter(one -> one.compareTo(PrivilegeLevel.USER) >= 0)
                            .orElseThrow(() -> new Refusal(CompletionCode.INVALID_DATA));
            if (level.compareTo(session.limit()) > 0) {
                throw new Refusal(EXCEEDS_LIMIT);
            }
            session.raiseTo(level);
        }
        out.u8(session.privilege().number());
    }

    private void close(Request request, Session session) {
        int id = request.data().i32("session id");
        if (id == session.id()) {
            session.close(request.now());
            return;
        }
        request.require(PrivilegeLevel.ADMINISTRATOR);
        Session other =
                sessions.find(id)
                        .filter(one -> !one.closed())
                        .orElseThrow(() -> new Refusal(INVALID_SESSION_ID));
        other.close(request.now());
    }

    private void sessionInfo(Session session, WireWriter out) {
        int rmcpPlus = 0x10;
        out.u8(1).u8(sessions.limit()).u8(sessions.active());
        out.u8(1).u8(session.privilege().number()).u8(rmcpPlus | LAN_CHANNEL);
    }

    private static void channelAccess(WireReader in, WireWriter out) {
        requireLan(in.u8("channel") & 0x0F);
        in.u8("which");
        int alwaysAvailable = 0x02;
        out.u8(alwaysAvailable).u8(ADMINISTRATOR);
    }

    private void channelInfo(WireReader in, WireWriter out) {
        requireLan(in.u8("channel") & 0x0F);
        int lan = 0x04;
        int ipmb = 0x01;
        int multiSession = 0x80;
        out.u8(LAN_CHANNEL).u8(lan).u8(ipmb).u8(multiSession | sessions.active());
        out.u24(IPMI_FORUM).u16(0);
    }

    private void userAccess(WireReader in, WireWriter out) {
        requireLan(in.u8("channel") & 0x0F);
        int enabled = sessions.accounts().size();
        int messaging = 0x10;
        int limit = account(in).map(one -> messaging | one.limit().number()).orElse(0x0F);
        out.u8(enabled + 1).u8(enabled).u8(0).u8(limit);
    }

    private void userName(WireReader in, WireWriter out) {
        Bytes name = account(in).map(Account::name).orElse(Bytes.EMPTY);
        out.bytes(name.toArray()).bytes(new byte[NAME_LENGTH - name.length()]);
    }

    /** User 1 is the one without a name, which is off; the accounts follow. */
    private Optional<Account> account(WireReader in) {
        List<Account> accounts = sessions.accounts();
        int id = in.u8("user id") & 0x3F;
        if (id == 0 || id > accounts.size() + 1) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
        return id == 1 ? Optional.empty() : Optional.of(accounts.get(id - 2));
    }

    private static void level(WireReader in) {
        int level = in.u8("privilege") & 0x0F;
        if (level > ADMINISTRATOR) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
    }

    private static void requireLan(int channel) {
        if (channel != LAN_CHANNEL && channel != THIS_CHANNEL) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
    }
}
