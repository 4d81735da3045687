package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.collector.command.RunningCommand.Report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the commands of one partition tell, until it is on its topics. Steps are always kept: there
 * are few of them. Of lines of consoles so many wait as there is room for, the others are dropped.
 */
final class Reports {
    static final int MAX_LINES = 5_000;

    /** Keeps a transaction small. */
    static final int MAX_AT_ONCE = 500;

    private final Deque<Report> waiting = new ArrayDeque<>();
    private int lines;
    private long dropped;

    /** Takes one; from any thread. */
    synchronized void add(Report report) {
        if (report instanceof Report.Line && ++lines > MAX_LINES) {
            lines--;
            dropped++;
            return;
        }
        waiting.add(report);
    }

    /** The first ones, which stay until they are {@link #written}. */
    synchronized List<Report> first() {
        return new ArrayList<>(waiting).subList(0, Math.min(MAX_AT_ONCE, waiting.size()));
    }

    /** Lets the first {@code count} go. */
    synchronized void written(int count) {
        for (int i = 0; i < count; i++) {
            if (waiting.remove() instanceof Report.Line) {
                lines--;
            }
        }
    }

    /** The steps among those that wait. */
    synchronized List<CommandResult> steps() {
        List<CommandResult> steps = new ArrayList<>();
        for (Report report : waiting) {
            switch (report) {
                case Report.Step(CommandResult step) -> steps.add(step);
                case Report.End(CommandResult step) -> steps.add(step);
                case Report.Line _ -> {
                    // It is none.
                }
            }
        }
        return steps;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many lines there was no room for since this was asked last. */
    synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }
}
