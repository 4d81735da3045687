package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.storage.ReadFruData;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Arrays;

/** A BMC with one FRU device, which has the faults that a test gives it. */
final class ScriptedMemory {
    private final byte[] content;
    final ScriptedBmc bmc = new ScriptedBmc();

    int toldSize;
    boolean byWords;
    int largestPiece = 255;
    int refusalOfLargePieces = CompletionCode.CANNOT_RETURN_LENGTH;
    int refusalBehindTheEnd = CompletionCode.PARAMETER_OUT_OF_RANGE;
    int busyAnswers;
    int shortAnswers = 255;
    int wrongCount = -1;
    int brokenFrom = Integer.MAX_VALUE;
    int lastOffset;

    ScriptedMemory(byte[] content) {
        this.content = content;
        toldSize = content.length;
        bmc.on(0x0A, 0x10, _ -> info());
        bmc.on(0x0A, 0x11, this::read);
    }

    int reads() {
        return (int) bmc.sent.stream().filter(command -> command instanceof ReadFruData).count();
    }

    private byte[] info() {
        return new WireWriter().u16(toldSize).u8(byWords ? 1 : 0).toByteArray();
    }

    private byte[] read(WireReader request) throws Refused {
        int unit = byWords ? 2 : 1;
        request.skip("device", 1);
        int offset = request.u16("offset") * unit;
        int count = request.u8("count") * unit;
        if (busyAnswers-- > 0) {
            throw ScriptedBmc.refused(ReadFruData.BUSY);
        }
        if (count > largestPiece) {
            throw ScriptedBmc.refused(refusalOfLargePieces);
        }
        if (offset >= brokenFrom) {
            throw ScriptedBmc.refused(CompletionCode.NOT_IN_PRESENT_STATE);
        }
        if (offset + count > content.length) {
            throw ScriptedBmc.refused(refusalBehindTheEnd);
        }
        lastOffset = Math.max(lastOffset, offset + count);
        int given = Math.min(count, shortAnswers);
        byte[] data = Arrays.copyOfRange(content, offset, offset + given);
        return new WireWriter()
                .u8(wrongCount >= 0 ? wrongCount : given / unit)
                .bytes(data)
                .toByteArray();
    }
}
