package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.IpmiMemory;
import dev.sideband.avro.RedfishMemory;
import dev.sideband.avro.SdrRepository;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** For those who ask BMCs without Kafka. */
final class Nothing implements Memories {
    @Override
    public @Nullable BmcMemory of(String target) {
        return null;
    }

    @Override
    public void learned(String target, IpmiMemory ipmi) {}

    @Override
    public void learned(String target, @Nullable RedfishMemory redfish) {}

    @Override
    public Optional<SdrRepository> repository(String hash) {
        return Optional.empty();
    }

    @Override
    public void learned(SdrRepository repository) {}

    @Override
    public void forget(String target) {}
}
