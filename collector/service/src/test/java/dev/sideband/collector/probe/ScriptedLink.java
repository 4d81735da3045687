package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** A BMC in memory with temperature sensors, and the sessions with it. */
final class ScriptedLink implements SessionLink {
    /** Of a PowerEdge with iDRAC8. */
    private static final String DEVICE = "20010230027fa202000001";

    private static final String SENSOR =
            "010051013320000103017f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c84350552054656d70";

    private final Map<Integer, Integer> counts = new HashMap<>();
    private final List<byte[]> records = new ArrayList<>();

    final Set<Integer> absent = new HashSet<>();
    final Map<Integer, String> answers = new HashMap<>();

    /** The memories of FRU devices, by their numbers. */
    final Map<Integer, byte[]> frus = new HashMap<>();

    /** Completion codes of FRU devices that refuse. */
    final Map<Integer, Integer> refusedFrus = new HashMap<>();

    /** Commands that are not answered. */
    IntPredicate silence = _ -> false;

    String device = DEVICE;
    long stamp = 0x6000_0000L;
    int sessions = 1;

    ScriptedLink(int sensors) {
        add(sensors);
        answers.put(0x042D, "28c0c0");
        answers.put(0x0427, "00000000000000");
    }

    void add(int sensors) {
        for (int i = 0; i < sensors; i++) {
            byte[] record = Bytes.fromHex(SENSOR).toArray();
            record[0] = (byte) records.size();
            record[1] = 0;
            record[7] = (byte) (records.size() + 1);
            records.add(record);
        }
    }

    /** Changes a byte of a name, and no stamp. */
    void rename(int index) {
        records.get(index)[SENSOR.length() / 2 - 1] = '!';
    }

    /** How often a command came: network function and code. */
    int count(int command) {
        return counts.getOrDefault(command, 0);
    }

    void forgetCounts() {
        counts.clear();
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException {
        var request = new WireWriter();
        command.writeTo(request);
        int code = command.netFn() << 8 | command.code();
        counts.merge(code, 1, Integer::sum);
        if (silence.test(code)) {
            throw new NoAnswer("scripted");
        }
        byte[] answer = answer(code, new WireReader(request.toByteArray()));
        try {
            return command.readResponse(new WireReader(answer));
        } catch (WireFormatException garbled) {
            throw new Malformed(String.valueOf(garbled.getMessage()));
        }
    }

    private byte[] answer(int code, WireReader in) throws Refused {
        return switch (code) {
            case 0x0601 -> Bytes.fromHex(device).toArray();
            case 0x0A10 -> new WireWriter().u16(fru(in).length).u8(0).toByteArray();
            case 0x0A11 -> fruData(in);
            case 0x0A20 ->
                    new WireWriter()
                            .u8(0x51)
                            .u16(records.size())
                            .u16(0xFFFF)
                            .u32(stamp)
                            .u32(0)
                            .toByteArray();
            case 0x0A22 -> new byte[] {1, 0};
            case 0x0A23 -> record(in);
            case 0x042D -> {
                if (absent.contains(in.u8("number"))) {
                    throw new Refused("scripted", 0xCB);
                }
                yield scripted(code);
            }
            default -> scripted(code);
        };
    }

    private byte[] scripted(int code) throws Refused {
        String hex = answers.get(code);
        if (hex == null) {
            throw new Refused("scripted", 0xC1);
        }
        return Bytes.fromHex(hex).toArray();
    }

    private byte[] fru(WireReader in) throws Refused {
        int device = in.u8("device");
        byte[] memory = frus.get(device);
        if (memory == null || refusedFrus.containsKey(device)) {
            throw new Refused("scripted", refusedFrus.getOrDefault(device, 0xCB));
        }
        return memory;
    }

    private byte[] fruData(WireReader in) throws Refused {
        byte[] memory = fru(in);
        int from = in.u16("offset");
        int length = Math.max(0, Math.min(in.u8("count"), memory.length - from));
        return new WireWriter()
                .u8(length)
                .bytes(Arrays.copyOfRange(memory, from, from + length))
                .toByteArray();
    }

    /** A FRU memory with a board area alone, in which its product name is said. */
    static byte[] board(String product) {
        byte[] name = product.getBytes(StandardCharsets.ISO_8859_1);
        var body =
                new WireWriter()
                        .bytes(Bytes.fromHex("010019000000" + "c0").toArray())
                        .u8(0xC0 | name.length)
                        .bytes(name)
                        .bytes(Bytes.fromHex("c0c0c0c1").toArray());
        while (body.length() % 8 != 7) {
            body.u8(0);
        }
        byte[] area = body.u8(0).toByteArray();
        area[1] = (byte) (area.length / 8);
        area[area.length - 1] = (byte) Checksum.of(area, 0, area.length);
        return new WireWriter()
                .bytes(Bytes.fromHex("01000001000000fe").toArray())
                .bytes(area)
                .toByteArray();
    }

    private byte[] record(WireReader in) {
        in.skip("reservation", 2);
        int id = in.u16("id");
        byte[] record = records.get(id);
        int next = id + 1 < records.size() ? id + 1 : 0xFFFF;
        return new WireWriter().u16(next).bytes(record).toByteArray();
    }

    @Override
    public BmcAddress address() {
        return new BmcAddress("127.0.0.1", 623);
    }

    @Override
    public int sessions() {
        return sessions;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Duration answerAge() {
        return Duration.ZERO;
    }
}
