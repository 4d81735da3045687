package dev.sideband.cli;

import dev.sideband.demo.Printable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows for people, in columns as wide as their widest cell. On a terminal that is too narrow, the
 * columns that allow it are cut.
 */
final class Table {
    private static final String GAP = "  ";

    /** No column gets narrower, even where a line then takes two. */
    private static final int LEAST_WIDTH = 8;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final boolean[] right;
    private final boolean[] cuttable;

    /**
     * A column whose head begins with {@code >} stands at the right; one with {@code ~} may be cut.
     */
    Table(String... heads) {
        right = new boolean[heads.length];
        cuttable = new boolean[heads.length];
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            cuttable[i] = heads[i].startsWith("~");
            String head = right[i] || cuttable[i] ? heads[i].substring(1) : heads[i];
            row.add(new Cell(head, Tone.HEAD));
        }
        rows.add(row);
    }

    /** One field of a row. */
    record Cell(String text, Tone tone) {
        Cell {
            text = Printable.of(text);
        }

        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    void add(String... cells) {
        rows.add(Arrays.stream(cells).map(Cell::of).toList());
    }

    void add(List<Cell> cells) {
        rows.add(List.copyOf(cells));
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out) {
        print(out, Terminal.NONE);
    }

    void print(PrintWriter out, Terminal terminal) {
        int[] widths = widths(terminal.columns());
        for (List<Cell> row : rows) {
            out.println(line(row, widths, terminal.colour()));
        }
        out.flush();
    }

    private int[] widths(int columns) {
        int[] widths = new int[right.length];
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
        for (; columns > 0 && excess > 0; excess--) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (cuttable[i]
                    && widths[i] > LEAST_WIDTH
                    && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(List<Cell> row, int[] widths, boolean colour) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String text = cut(cell.text(), widths[i]);
            String padding = " ".repeat(widths[i] - text.length());
            String shown = cell.tone().on(text, colour);
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + shown : shown + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
