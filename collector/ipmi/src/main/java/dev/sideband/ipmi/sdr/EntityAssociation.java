package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

import java.util.ArrayList;
import java.util.List;

/**
 * Entity association (IPMI 2.0 §43.4), also the device-relative one (§43.5): which parts another
 * part is made of, as the boards in a chassis.
 *
 * @param container what holds the others, or stands for them
 * @param contained its parts; a range in the record has become its members
 * @param linked more records speak of the same container
 * @param presence the container can be asked for when a sensor says that it is there; false: it
 *     always can
 */
public record EntityAssociation(
        int id,
        Member container,
        List<Member> contained,
        boolean linked,
        boolean presence,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x08;
    static final int DEVICE_RELATIVE_TYPE = 0x09;

    private static final int PARTS = 4;
    private static final int RANGE = 0x80;
    private static final int LINKED = 0x40;
    private static final int PRESENCE = 0x20;

    public EntityAssociation {
        contained = List.copyOf(contained);
    }

    /**
     * One part.
     *
     * @param device slave address of the controller whose own numbers these are; 0 for system-wide
     *     ones
     * @param channel to that controller
     */
    public record Member(int device, int channel, Entity entity) {}

    static EntityAssociation read(int id, WireReader in, Bytes raw) {
        var container = new Member(0, 0, SensorHead.readEntity(in));
        int flags = in.u8("flags");
        var parts = new ArrayList<Member>(PARTS);
        for (int i = 0; i < PARTS; i++) {
            parts.add(new Member(0, 0, SensorHead.readEntity(in)));
        }
        return of(id, container, flags, parts, raw);
    }

    static EntityAssociation readDeviceRelative(int id, WireReader in, Bytes raw) {
        Entity entity = SensorHead.readEntity(in);
        var container = new Member(in.u8("device") & 0xFE, in.u8("channel") >> 4, entity);
        int flags = in.u8("flags");
        var parts = new ArrayList<Member>(PARTS);
        for (int i = 0; i < PARTS; i++) {
            int device = in.u8("device") & 0xFE;
            int channel = in.u8("channel") >> 4;
            parts.add(new Member(device, channel, SensorHead.readEntity(in)));
        }
        return of(id, container, flags, parts, raw);
    }

    private static EntityAssociation of(
            int id, Member container, int flags, List<Member> parts, Bytes raw) {
        var contained = new ArrayList<Member>();
        if ((flags & RANGE) != 0) {
            for (int i = 0; i < PARTS; i += 2) {
                addRange(parts.get(i), parts.get(i + 1), contained);
            }
        } else {
            parts.stream().filter(EntityAssociation::used).forEach(contained::add);
        }
        return new EntityAssociation(
                id, container, contained, (flags & LINKED) != 0, (flags & PRESENCE) != 0, raw);
    }

    /** Ends of different kinds are no range: then they are what they are. */
    private static void addRange(Member first, Member last, List<Member> into) {
        if (!used(first)) {
            return;
        }
        boolean range =
                first.entity.id() == last.entity.id()
                        && first.entity.instance() <= last.entity.instance();
        int count = range ? last.entity.instance() - first.entity.instance() + 1 : 1;
        for (int i = 0; i < count; i++) {
            into.add(new Member(first.device, first.channel, first.entity.plus(i)));
        }
        if (!range && used(last)) {
            into.add(last);
        }
    }

    /** Places that are not needed hold zeros. */
    private static boolean used(Member member) {
        return member.entity.id() != 0;
    }
}
