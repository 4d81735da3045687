package dev.sideband.redfish.push;

import java.util.function.Consumer;

/** Where BMCs post their events to; one for all of them. */
public interface EventReceiver {
    /**
     * Gives one BMC an address of its own, which nobody else knows.
     *
     * @param listener told of the text of each event that comes there; must not block
     */
    Mailbox open(Consumer<String> listener);

    /** What the addresses of all mailboxes begin with. */
    String base();

    /** One BMC's address. */
    interface Mailbox extends AutoCloseable {
        /** The address; secret, as to know it is to be taken for the BMC. */
        String url();

        /** Nothing is taken there any longer. */
        @Override
        void close();
    }
}
