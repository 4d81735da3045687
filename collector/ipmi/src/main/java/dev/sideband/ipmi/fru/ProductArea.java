package dev.sideband.ipmi.fru;

import java.util.List;

/**
 * The product that it is or belongs to (FRU definition §12).
 *
 * @param language code of the language that its text is in; 0 and 25 are English
 * @param custom the maker's own fields
 */
public record ProductArea(
        int language,
        FruField manufacturer,
        FruField name,
        FruField partNumber,
        FruField version,
        FruField serialNumber,
        FruField assetTag,
        FruField fruFileId,
        List<FruField> custom) {
    static ProductArea read(AreaReader in) {
        int language = in.u8();
        return new ProductArea(
                language,
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.rest(language));
    }
}
