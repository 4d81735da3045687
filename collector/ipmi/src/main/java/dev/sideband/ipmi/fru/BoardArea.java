package dev.sideband.ipmi.fru;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The board that it is (FRU definition §11).
 *
 * @param language code of the language that its text is in; 0 and 25 are English
 * @param manufactured to the minute, in a time zone that nobody says
 * @param custom the maker's own fields
 */
public record BoardArea(
        int language,
        Optional<LocalDateTime> manufactured,
        FruField manufacturer,
        FruField productName,
        FruField serialNumber,
        FruField partNumber,
        FruField fruFileId,
        List<FruField> custom) {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1996, 1, 1, 0, 0);
    private static final int UNSPECIFIED = 0;
    private static final int NEVER_WRITTEN = 0xFF_FFFF;

    static BoardArea read(AreaReader in) {
        int language = in.u8();
        int minutes = in.u24();
        return new BoardArea(
                language,
                minutes == UNSPECIFIED || minutes == NEVER_WRITTEN
                        ? Optional.empty()
                        : Optional.of(EPOCH.plusMinutes(minutes)),
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.field(language),
                in.rest(language));
    }
}
