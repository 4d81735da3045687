package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records that others published with what they make of them. */
class PublishedRecordsTest {
    /** What a publisher says of a record and the bytes do not, by source and field. */
    private static final Set<String> EXCEPTIONS =
            Set.of(
                    "gebn/bmc name: a byte too many before byte 31, left out by the test itself",
                    "kontron/python-ipmi M: top bits from the wrong end of the byte",
                    "kontron/python-ipmi B: top bits from the wrong end of the byte",
                    "kontron/python-ipmi manufacturer_id: 18 of its 20 bits");

    private final Set<String> used = new HashSet<>();
    private int compared;

    @Test
    void readsThemAsTheirPublishersSay() {
        JsonNode records = Captures.json("sdr-extra.json").get("records");
        records.forEach(vector ->
                check(vector, SdrRecord.decode(Bytes.fromHex(vector.get("hex").asText()))));
        System.out.printf(
                "published SDRs: %d records, %d values as expected, %d known mistakes of theirs%n",
                records.size(), compared, used.size());
        assertThat(compared).isGreaterThan(70);
        assertThat(used).as("exceptions that still apply").isEqualTo(EXCEPTIONS);
    }

    private void check(JsonNode vector, SdrRecord record) {
        JsonNode expected = vector.get("expected");
        String source = vector.get("source").asText();
        if (record instanceof SensorRecord sensor) {
            checkSensor(expected, sensor, source);
        }
        switch (record) {
            case FullSensorRecord full -> checkFull(vector, full, source);
            case FruLocator fru -> {
                check(expected, "name", fru.name());
                check(expected, "fru_id", fru.fruId());
                check(expected, "logical", fru.logical());
                check(expected, "device_access_address", fru.accessAddress());
            }
            case McLocator controller -> check(expected, "name", controller.name());
            case McConfirmation controller -> {
                check(expected, "product_id", controller.productId());
                check(expected, "ipmi_version", controller.ipmiVersionBcd());
                except(source, "manufacturer_id");
                // They keep 18 bits, we keep the 20 that there are.
                assertThat(expected.get("manufacturer_id").asInt())
                        .isEqualTo(controller.manufacturerId() & 0x3_FFFF);
            }
            case UnknownRecord unknown -> check(expected, "type", unknown.type());
            case CompactSensorRecord _, EventOnlyRecord _ -> {}
            case EntityAssociation _, GenericLocator _, ChannelInfoRecord _, OemRecord _ ->
                    throw new AssertionError("nobody published one: " + record);
        }
    }

    private void checkSensor(JsonNode expected, SensorRecord sensor, String source) {
        if (shifted(sensor, source)) {
            except(source, "name");
        } else {
            check(expected, "name", sensor.name());
        }
        check(expected, "owner", sensor.key().owner());
        check(expected, "channel", sensor.key().channel());
        check(expected, "lun", sensor.key().lun());
        check(expected, "number", sensor.key().number());
        check(expected, "sensor_type", sensor.sensorType());
        check(expected, "event_type", sensor.eventType());
        check(expected, "entity_id", sensor.entity().id());
        check(expected, "entity_instance", sensor.entity().instance());
        check(expected, "entity_logical", sensor.entity().logical());
        if (expected.has("entity")) {
            Entity entity = sensor.entity();
            int instance = entity.instance() | (entity.logical() ? 0x80 : 0);
            assertThat(List.of(entity.id(), instance))
                    .isEqualTo(
                            Captures.stream(expected.get("entity")).map(JsonNode::asInt).toList());
            compared++;
        }
    }

    private static boolean shifted(SensorRecord sensor, String source) {
        return source.contains("gebn/bmc") && sensor.name().isEmpty();
    }

    private void checkFull(JsonNode vector, FullSensorRecord full, String source) {
        JsonNode expected = vector.get("expected");
        ReadingFactors factors = full.conversion().factors();
        if (source.contains("python-ipmi")) {
            except(source, "M");
            except(source, "B");
        } else {
            check(expected, "M", factors.m());
            check(expected, "B", factors.b());
        }
        check(expected, "Bexp", factors.bExponent());
        check(expected, "Rexp", factors.resultExponent());
        check(expected, "tolerance", factors.tolerance());
        check(expected, "accuracy_exp", factors.accuracyExponent());
        check(expected, "linearization", full.conversion().linearization());
        AnalogFormat format = full.conversion().format();
        if (!shifted(full, source)) {
            check(expected, "nominal", format.signed(full.nominal()));
            check(expected, "normal_max", format.signed(full.normalMax()));
            check(expected, "normal_min", format.signed(full.normalMin()));
        }
        check(expected, "percent", full.head().units().percentage());
        if (expected.has("value")) {
            int raw = Bytes.fromHex(expected.get("reading_response").asText()).u8(0);
            assertThat(full.conversion().convert(raw)).isEqualTo(expected.get("value").asDouble());
            compared++;
        }
    }

    private void except(String source, String field) {
        EXCEPTIONS.stream()
                .filter(known -> source.startsWith(known.substring(0, known.indexOf(' '))))
                .filter(known -> known.contains(" " + field + ":"))
                .forEach(used::add);
    }

    private void check(JsonNode expected, String field, Object ours) {
        if (expected.has(field)) {
            assertThat(ours.toString()).as(field).isEqualTo(expected.get(field).asText());
            compared++;
        }
    }
}
