package dev.sideband.collector.pet;

import dev.sideband.ipmi.pet.PlatformEventTrap;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The SNMPv1 message around a platform event trap (RFC 1157 §4). */
final class SnmpTrap {
    private static final int VERSION_1 = 0;
    private static final OID ENTERPRISE = new OID(PlatformEventTrap.ENTERPRISE);

    private SnmpTrap() {}

    /**
     * The trap in a datagram; nothing where it is a proper SNMP message about something else.
     *
     * @throws WireFormatException where it is no SNMP message, or its octet string is too short
     */
    static Optional<PlatformEventTrap> read(byte[] datagram) {
        return message(datagram)
                .filter(trap -> ENTERPRISE.equals(trap.getEnterprise()))
                .filter(trap -> trap.getGenericTrap() == PDUv1.ENTERPRISE_SPECIFIC)
                .flatMap(SnmpTrap::event);
    }

    private static Optional<PDUv1> message(byte[] datagram) {
        try {
            var in = new BERInputStream(ByteBuffer.wrap(datagram));
            BER.decodeHeader(in, new BER.MutableByte());
            if (BER.decodeInteger(in, new BER.MutableByte()) != VERSION_1) {
                return Optional.empty();
            }
            // The community: no secret, and no proof of anything.
            BER.decodeString(in, new BER.MutableByte());
            if ((datagram[(int) in.getPosition()] & 0xFF) != (PDU.V1TRAP & 0xFF)) {
                return Optional.empty();
            }
            var trap = new PDUv1();
            trap.decodeBER(in);
            return Optional.of(trap);
        } catch (IOException | RuntimeException garbled) {
            throw new WireFormatException("SNMP message", 0, String.valueOf(garbled.getMessage()));
        }
    }

    private static Optional<PlatformEventTrap> event(PDUv1 trap) {
        for (VariableBinding binding : trap.getVariableBindings()) {
            if (binding.getVariable() instanceof OctetString octets) {
                return Optional.of(
                        PlatformEventTrap.decode(
                                trap.getSpecificTrap(), Bytes.of(octets.getValue())));
            }
        }
        return Optional.empty();
    }
}
