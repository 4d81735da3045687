package dev.sideband.ipmi.client;

import dev.sideband.ipmi.session.DropReason;

import java.util.EnumMap;
import java.util.Map;

/** Counts what it sees. */
final class CountingObserver implements SessionObserver {
    final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
    int sent;
    int retried;
    int answered;

    @Override
    public void sent() {
        sent++;
    }

    @Override
    public void retried() {
        retried++;
    }

    @Override
    public void answered() {
        answered++;
    }

    @Override
    public void dropped(DropReason reason) {
        dropped.merge(reason, 1, Integer::sum);
    }
}
