package dev.sideband.ipmi.fru;

import static dev.sideband.ipmi.fru.FruImageBuilder.image;
import static dev.sideband.ipmi.fru.FruImageBuilder.record;
import static dev.sideband.ipmi.fru.FruImageBuilder.records;
import static dev.sideband.ipmi.fru.FruImageBuilder.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

class FruDescriptionTest {
    @Test
    void describesAFruInPlainValues() throws Exception {
        byte[] bytes =
                image().area(3, "1901" + "0000", text("Maker"), text("Board"), text("S-1"))
                        .raw(
                                5,
                                records(
                                        record(2, false, "02fa00ed0006010000" + "0a00e803"),
                                        record(0xC0, true, "5a3100" + "2700")))
                        .toArray();
        bytes[7]++;
        var fru = new Fru(FruLocation.of(3), 256, FruImage.decode(Bytes.of(bytes)));
        var json = new ObjectMapper();
        assertThat(json.valueToTree(FruDescription.of(fru)).toString())
                .isEqualTo(
                        json.readTree(
                                        """
                                        {"device_id": 3, "name": "", "entity": null,
                                         "chassis": null,
                                         "board": {"manufactured": "1996-01-01T00:01",
                                          "manufacturer": "Maker", "product_name": "Board",
                                          "serial_number": "S-1", "part_number": null,
                                          "fru_file_id": null, "language": 25, "custom": []},
                                         "product": null,
                                         "multirecords": [
                                          {"type": "DC load", "number": 2, "nominal_v": 2.5,
                                           "min_v": 2.37, "max_v": 2.62, "ripple_v": 0.0,
                                           "min_a": 0.01, "max_a": 1.0},
                                          {"type": "OEM", "code": 192, "manufacturer_id": 12634,
                                           "picmg_record": 39, "data": "2700"}],
                                         "blank": false,
                                         "problems": ["header: the checksum is wrong"]}
                                        """)
                                .toString());
    }

    @Test
    void describesEachKindOfRecord() {
        assertThat(
                        FruImage.decode(
                                        image().raw(
                                                        5,
                                                        records(
                                                                record(0, false, "00".repeat(24)),
                                                                record(1, false, "00".repeat(13)),
                                                                record(3, false, "0141"),
                                                                record(4, false, "5a31000a0185"),
                                                                record(0x0B, true, "0102")))
                                                .toBytes())
                                .multirecords())
                .extracting(each -> MultiRecordDescription.of(each).get("type"))
                .containsExactly(
                        "power supply",
                        "DC output",
                        "management access",
                        "base compatibility",
                        "unknown");
    }
}
