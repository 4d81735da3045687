package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.storage.GetFruInventoryAreaInfo;
import dev.sideband.ipmi.command.storage.ReadFruData;
import dev.sideband.ipmi.fru.FruProblem.Part;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a FRU's memory, read piece by piece as far as somebody asks. What the BMC says
 * of the size is not believed: a memory ends where the BMC gives no more.
 */
final class FruMemory {
    /** As much as every LAN channel can carry; halved where a BMC can't give it. */
    private static final int FIRST_PIECE = 32;

    /** Offsets have 16 bits. */
    private static final int MAX_BYTES = 0xFFFF;

    private static final int MAX_BUSY = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final IpmiClient client;
    private final Pause pause;
    private final int deviceId;
    private final int lun;
    private final int sizeBytes;

    /** Bytes in what the BMC counts: 1, or 2 where it counts words. */
    private final int unit;

    private final WireWriter content = new WireWriter(256);
    private final List<FruProblem> problems = new ArrayList<>();
    private int piece = FIRST_PIECE;
    private boolean silent;
    private boolean ended;

    private FruMemory(
            IpmiClient client,
            Pause pause,
            int deviceId,
            int lun,
            GetFruInventoryAreaInfo.Response info) {
        this.client = client;
        this.pause = pause;
        this.deviceId = deviceId;
        this.lun = lun;
        this.sizeBytes = info.sizeBytes();
        this.unit = info.byWords() ? 2 : 1;
    }

    /** Waits before a busy memory is asked again. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Asks how the memory is read; no bytes yet. */
    static FruMemory open(IpmiClient client, Pause pause, int deviceId, int lun)
            throws IpmiException, InterruptedException {
        return new FruMemory(client, pause, deviceId, lun, info(client, deviceId, lun));
    }

    /** What the BMC says that the memory's size is; 0 where it doesn't. */
    int sizeBytes() {
        return sizeBytes;
    }

    Bytes bytes() {
        return Bytes.of(content.toByteArray());
    }

    List<FruProblem> problems() {
        return problems;
    }

    /**
     * Reads until {@code wanted} bytes are there or the memory ends.
     *
     * @return whether there are more bytes than before
     * @throws IpmiException where there are no bytes at all
     */
    boolean read(int wanted) throws IpmiException, InterruptedException {
        int before = content.length();
        int target = Math.min(wanted, MAX_BYTES);
        while (!ended && content.length() < target) {
            readPiece();
        }
        return content.length() > before;
    }

    /** An even offset when reading by words, as every piece but the last has whole words. */
    private void readPiece() throws IpmiException, InterruptedException {
        int offset = content.length();
        try {
            int count = count(offset);
            append(ask(offset / unit, count), count * unit);
        } catch (Refused refused) {
            if (!isAboutSize(refused) || !halve()) {
                end(refused, isBeyondEnd(refused));
            }
        } catch (NoAnswer silence) {
            // Some firmware says nothing where it should say CAh: once, try with less.
            if (silent || !halve()) {
                throw silence;
            }
            silent = true;
        } catch (Malformed garbled) {
            end(garbled, false);
        }
    }

    /** A whole piece, but not beyond what the BMC says the end is until all before it is read. */
    private int count(int offset) {
        int left = sizeBytes - offset;
        return Math.max(1, (left > 0 ? Math.min(piece, left) : piece) / unit);
    }

    private void append(ReadFruData.Response response, int asked) {
        int said = response.count() * unit;
        int there = response.data().length();
        // Where a BMC counts wrongly, its bytes count. More than asked for has been seen.
        int usable = Math.min(asked, said == 0 ? there : Math.min(said, there));
        int whole = usable - usable % unit;
        if (whole == 0) {
            end("gives no bytes at " + content.length());
            return;
        }
        content.bytes(response.data().toArray(), 0, whole);
    }

    private ReadFruData.Response ask(int offset, int count)
            throws IpmiException, InterruptedException {
        Duration wait = FIRST_PAUSE;
        for (int busy = 0; ; busy++) {
            try {
                return client.send(new ReadFruData(deviceId, lun, offset, count));
            } catch (Refused refused) {
                if (!isBusy(refused) || busy == MAX_BUSY) {
                    throw refused;
                }
            }
            pause.of(wait);
            wait = wait.multipliedBy(2);
        }
    }

    /** The end of the memory, which is only worth a word where it comes too early. */
    private void end(IpmiException why, boolean expected) throws IpmiException {
        if (content.length() == 0) {
            throw why;
        }
        if (expected && content.length() >= sizeBytes) {
            ended = true;
        } else {
            end("ends at %d: %s".formatted(content.length(), why.getMessage()));
        }
    }

    private void end(String why) {
        ended = true;
        problems.add(new FruProblem(Part.DEVICE, why));
    }

    private boolean halve() {
        if (piece <= unit) {
            return false;
        }
        piece /= 2;
        return true;
    }

    private static boolean isAboutSize(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.REQUEST_LENGTH_INVALID,
                    CompletionCode.LENGTH_LIMIT_EXCEEDED,
                    CompletionCode.CANNOT_RETURN_LENGTH,
                    CompletionCode.PARAMETER_OUT_OF_RANGE,
                    CompletionCode.UNSPECIFIED ->
                    true;
            default -> false;
        };
    }

    private static boolean isBeyondEnd(Refused refused) {
        return refused.completionCode() == CompletionCode.PARAMETER_OUT_OF_RANGE;
    }

    private static boolean isBusy(Refused refused) {
        return switch (refused.completionCode()) {
            case ReadFruData.BUSY, CompletionCode.NODE_BUSY, CompletionCode.TIMEOUT -> true;
            default -> false;
        };
    }

    /** Where a BMC does not tell, it is read by bytes until it gives no more. */
    private static GetFruInventoryAreaInfo.Response info(IpmiClient client, int deviceId, int lun)
            throws IpmiException, InterruptedException {
        try {
            return client.send(new GetFruInventoryAreaInfo(deviceId, lun));
        } catch (Refused refused) {
            if (refused.completionCode() != CompletionCode.INVALID_COMMAND
                    && refused.completionCode() != CompletionCode.UNSPECIFIED) {
                throw refused;
            }
        } catch (Malformed ignored) {
            // As good as nothing.
        }
        return new GetFruInventoryAreaInfo.Response(0, false);
    }
}
