package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.IpmiMemory;
import dev.sideband.avro.SdrRepository;
import dev.sideband.ipmi.client.LoginRecipe;
import dev.sideband.ipmi.client.LoginRecipeText;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sensor.SdrWalk;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one BMC over IPMI. What is noted is kept at the next {@link #save}. Belongs to
 * the BMC's thread.
 */
public final class IpmiNotebook {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Memories memories;
    private final String target;
    private final IpmiMemory.Builder notes;
    private boolean noted;

    /**
     * Opens it.
     *
     * @param address where the BMC is; what was learned at another one is of another BMC
     */
    public IpmiNotebook(Memories memories, String target, String address) {
        this.memories = memories;
        this.target = target;
        BmcMemory known = memories.of(target);
        IpmiMemory before = known == null ? null : known.getIpmi();
        this.notes =
                before != null && before.getAddress().equals(address)
                        ? IpmiMemory.newBuilder(before)
                        : IpmiMemory.newBuilder()
                                .setAddress(address)
                                .setProbes(NOTHING)
                                .setThresholds(NOTHING)
                                .setUnreadable(NOTHING);
    }

    /** The login that worked the last time. */
    public Optional<LoginRecipe> login() {
        return Optional.ofNullable(notes.getLogin()).flatMap(LoginRecipeText::parse);
    }

    /** This login worked. */
    public void loggedIn(LoginRecipe recipe) {
        String text = LoginRecipeText.of(recipe);
        if (!text.equals(notes.getLogin())) {
            notes.setLogin(text);
            noted = true;
        }
    }

    /** The sensor data records that were read the last time. */
    public Optional<SdrWalk> walk() {
        String hash = notes.getSdrRepository();
        Instant at = notes.getWalkedAt();
        if (hash == null || at == null) {
            return Optional.empty();
        }
        try {
            return memories.repository(hash).map(repository -> walk(repository, at));
        } catch (WireFormatException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private SdrWalk walk(SdrRepository repository, Instant at) {
        List<SdrRecord> records = SdrRecords.of(bytes(repository.getRecords()));
        return new SdrWalk(
                IpmiCodec.fingerprint(notes.getDevice(), notes.getRepository()),
                records,
                IpmiCodec.checks(bytes(notes.getProbes())),
                at);
    }

    /** The records were read. What was known of the sensors is in doubt then. */
    public void walked(SdrWalk walk) {
        SdrRepository repository = SdrRecords.repository(walk.records(), walk.at());
        memories.learned(repository);
        notes.setDevice(IpmiCodec.device(walk.fingerprint()));
        notes.setRepository(IpmiCodec.repository(walk.fingerprint()));
        notes.setSdrRepository(repository.getHash());
        notes.setProbes(IpmiCodec.checks(walk.checks()));
        notes.setWalkedAt(repository.getObservedAt());
        notes.setDcmi(null);
        noted = true;
    }

    /** What was learned of the sensors; nothing where that was of others. */
    public Optional<SensorNotes> sensors() {
        ByteBuffer dcmi = notes.getDcmi();
        return dcmi == null
                ? Optional.empty()
                : Optional.of(
                        new SensorNotes(
                                IpmiCodec.learned(
                                        bytes(notes.getThresholds()), bytes(notes.getUnreadable())),
                                IpmiCodec.dcmi(bytes(dcmi))));
    }

    /** The sensors were asked. */
    public void sensors(SensorNotes now) {
        boolean fits = IpmiCodec.fits(now.learned());
        ByteBuffer thresholds = fits ? IpmiCodec.thresholds(now.learned()) : NOTHING;
        ByteBuffer unreadable = fits ? IpmiCodec.unreadable(now.learned()) : NOTHING;
        ByteBuffer dcmi = fits ? IpmiCodec.dcmi(now.dcmi()) : null;
        boolean same =
                thresholds.equals(notes.getThresholds())
                        && unreadable.equals(notes.getUnreadable())
                        && Objects.equals(dcmi, notes.getDcmi());
        if (!same) {
            notes.setThresholds(thresholds);
            notes.setUnreadable(unreadable);
            notes.setDcmi(dcmi);
            noted = true;
        }
    }

    /** Keeps what was noted. */
    public void save() {
        if (noted) {
            noted = false;
            memories.learned(target, notes.build());
        }
    }

    /** Drops all that is known of the BMC. */
    public void forget() {
        memories.forget(target);
    }

    private static Bytes bytes(@Nullable ByteBuffer content) {
        if (content == null) {
            return Bytes.EMPTY;
        }
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return Bytes.of(copy);
    }
}
