package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.SensorType;
import dev.sideband.ipmi.sel.OemRule.Data;
import dev.sideband.ipmi.sel.OemRule.State;
import dev.sideband.ipmi.sel.OemRule.Whole;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the vendor of a BMC means by its own events, as far as it is known; the tables are the
 * resources {@code oem/*.txt}. Where none says anything, the bytes speak for themselves.
 */
public final class OemEvents {
    /** Of a BMC whose vendor is not known. */
    public static final OemEvents NONE = new OemEvents("", List.of());

    private static final int OEM = 2;
    private static final int UNSPECIFIED = 0;
    private static final int DATA_1 = 1 << 1;
    private static final List<OemTable> TABLES =
            Stream.of(
                            "dell",
                            "gigabyte",
                            "hpe",
                            "huawei",
                            "intel",
                            "inventec",
                            "lenovo",
                            "microsoft",
                            "quanta",
                            "supermicro",
                            "wistron")
                    .map(name -> OemTable.load("oem/" + name + ".txt"))
                    .toList();

    private final String vendor;
    private final List<OemRule> rules;

    private OemEvents(String vendor, List<OemRule> rules) {
        this.vendor = vendor;
        this.rules = rules;
    }

    /** What is known of a BMC that calls itself so in Get Device ID. */
    public static OemEvents of(int manufacturerId, int productId) {
        return of(TABLES, manufacturerId, productId);
    }

    static OemEvents of(List<OemTable> tables, int manufacturerId, int productId) {
        return tables.stream()
                .filter(table -> table.vendors().contains(manufacturerId))
                .findFirst()
                .map(table -> new OemEvents(table.vendor(), table.rules(productId)))
                .orElse(NONE);
    }

    /** The vendor's name; empty where it is not known. */
    String vendor() {
        return vendor;
    }

    /** What the vendor calls the state of an event; null where that is not known. */
    @Nullable EventState state(SystemEvent event) {
        for (OemRule rule : rules) {
            if (rule instanceof State state && state.covers(event)) {
                return state.state();
            }
        }
        return null;
    }

    /**
     * What event data 2 and 3 say where they are flagged as the vendor's own. What no table knows
     * of them comes in hexadecimal behind the words; null where nothing is known.
     */
    @Nullable String data(SystemEvent event) {
        Bytes data = eventData(event);
        int left = own(event);
        var texts = new ArrayList<String>();
        for (OemRule rule : rules) {
            if (rule instanceof Data said
                    && (said.bytes() & ~(left | DATA_1)) == 0
                    && said.covers(event, data)) {
                String text = said.text().of(data);
                if (text != null) {
                    texts.add(text);
                    left &= ~said.bytes();
                }
            }
        }
        if (texts.isEmpty()) {
            return null;
        }
        for (int index = 2; index <= data.length(); index++) {
            if ((left >> index & 1) != 0) {
                texts.add("data %d %02Xh".formatted(index, data.u8(index - 1)));
            }
        }
        return String.join(", ", texts);
    }

    /** The rule for a record of one of the vendor's own types; null where there is none. */
    @Nullable Whole record(int type, Bytes data) {
        for (OemRule rule : rules) {
            if (rule instanceof Whole whole
                    && whole.covers(type, data)
                    && whole.text().of(data) != null) {
                return whole;
            }
        }
        return null;
    }

    private static Bytes eventData(SystemEvent event) {
        return Bytes.of((byte) event.data1(), (byte) event.data2(), (byte) event.data3());
    }

    /**
     * Which bytes of the event data are the vendor's own, as bits: what is flagged so, and whatever
     * an event or a sensor of the vendor's own gives.
     */
    static int own(SystemEvent event) {
        boolean all =
                EventType.oem(event.eventType())
                        || (event.eventType() == EventType.SENSOR_SPECIFIC
                                && SensorType.oem(event.sensorType()));
        return own(event.data1() >> 6, all) << 2 | own(event.data1() >> 4 & 3, all) << 3;
    }

    private static int own(int flag, boolean all) {
        return flag == OEM || (all && flag != UNSPECIFIED) ? 1 : 0;
    }
}
