package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.log.Fingerprint.Identity;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One walk through a log, page by page (DSP0266 §7.4): may be left and gone on with where a page
 * fails, or time is up. A repeated link, an empty page, and pages without anything new end it.
 */
final class LogWalk {
    /** What is kept of a log: its newest entries. Beyond that older ones count as gone. */
    static final int WINDOW = 4_096;

    private static final int MAX_PAGES = 2_000;

    /** Entries that come while one walks push others on to the next page, once more. */
    private static final int MAX_STALE_PAGES = 2;

    private final RedfishClient client;
    private final EntryParser parser;
    private final Map<Identity, Fingerprint> known;
    private final EntryCache cache;
    private final boolean mayStopAtKnown;

    private final Deque<SeenEntry> entries = new ArrayDeque<>();
    private final Set<Identity> identities = new HashSet<>();
    private final Set<String> pages = new HashSet<>();
    private @Nullable SeenEntry beginning;
    private final Map<String, Optional<SeenEntry>> single = new HashMap<>();
    private final String first;
    private @Nullable String next;
    private int stalePages;
    private long count = -1;
    private boolean cut;
    private boolean skips;

    /**
     * A walk that has not begun.
     *
     * @param from the first page
     * @param mayStopAtKnown whether it is over where entries are known, newest first
     */
    LogWalk(
            RedfishClient client,
            String from,
            EntryParser parser,
            Map<Identity, Fingerprint> known,
            EntryCache cache,
            boolean mayStopAtKnown) {
        this.client = client;
        this.parser = parser;
        this.known = known;
        this.cache = cache;
        this.mayStopAtKnown = mayStopAtKnown;
        this.first = from;
        this.next = from;
    }

    /**
     * Goes on, a page at least, until the log ends or {@code enough} holds.
     *
     * @return whether it is done
     * @throws RedfishException where a page could not be read; it is asked for again next time
     */
    boolean goOn(BooleanSupplier enough) throws RedfishException, InterruptedException {
        while (next != null) {
            if (!readPage(next, enough)) {
                return false;
            }
            if (next != null && enough.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private boolean readPage(String path, BooleanSupplier enough)
            throws RedfishException, InterruptedException {
        Resource page = client.get(path, Patience.LOG);
        List<Resource> members = members(page);
        if (isAnotherLog(members)) {
            cache.clear();
            single.clear();
            entries.clear();
            identities.clear();
            pages.clear();
            beginning = null;
            next = first;
            return true;
        }
        boolean knownMet = false;
        int fresh = 0;
        List<SeenEntry> found = new ArrayList<>();
        for (Resource member : members) {
            Optional<SeenEntry> entry = see(member);
            entry.ifPresent(found::add);
            if (member.isReference() && enough.getAsBoolean()) {
                return false;
            }
        }
        for (SeenEntry entry : found) {
            Identity identity = entry.fingerprint().identity();
            knownMet |= known.containsKey(identity);
            if (identities.add(identity)) {
                fresh++;
                entries.addLast(entry);
            }
        }
        beginning = beginning == null && !found.isEmpty() ? found.getFirst() : beginning;
        stalePages = fresh == 0 ? stalePages + 1 : 0;
        OptionalDouble told = page.number("Members@odata.count");
        count = told.isPresent() ? (long) told.getAsDouble() : count;
        pages.add(path);
        next = members.isEmpty() || stalePages >= MAX_STALE_PAGES ? null : nextLink(page);
        limit();
        if (mayStopAtKnown && knownMet && next != null && order() == LogOrder.NEWEST_FIRST) {
            next = null;
        }
        return true;
    }

    /** An answer that is no collection does not mean that the log is empty. */
    private static List<Resource> members(Resource page) throws RedfishException {
        boolean empty = page.number("Members@odata.count").orElse(-1) == 0;
        List<Resource> members = page.parts("Members");
        boolean wrong = page.has("error") && members.isEmpty();
        if (wrong || !(empty || page.body().path("Members").isArray())) {
            // NVIDIA's HGX: an internal error, with the status 200.
            throw new RedfishException.Malformed(page.path() + " has no Members");
        }
        return members;
    }

    /**
     * Whether what was remembered of single entries is of a log that was cleared since, or that
     * began its Ids again. What is newer is at one end of the page, whichever that is.
     */
    private boolean isAnotherLog(List<Resource> members)
            throws RedfishException, InterruptedException {
        return isAnother(members) || isAnother(members.reversed());
    }

    private boolean isAnother(List<Resource> members)
            throws RedfishException, InterruptedException {
        for (Resource member : members) {
            Optional<SeenEntry> remembered =
                    member.isReference() ? cache.of(member.path()) : Optional.empty();
            if (remembered.isPresent()) {
                Optional<SeenEntry> now = single.get(member.path());
                if (now == null) {
                    now = fetch(member.path());
                    single.put(member.path(), now);
                }
                return now.isEmpty()
                        || !now.get()
                                .fingerprint()
                                .identity()
                                .equals(remembered.get().fingerprint().identity());
            }
        }
        return false;
    }

    private @Nullable String nextLink(Resource page) {
        String link = Members.nextLink(page).flatMap(LogWalk::path).orElse(null);
        if (link == null || pages.contains(link) || pages.size() >= MAX_PAGES) {
            return null;
        }
        skips |= link.contains("$skip=") || link.contains("%24skip=");
        return link;
    }

    /** Never another host's. */
    private static Optional<String> path(String link) {
        if (link.startsWith("/")) {
            return Optional.of(link);
        }
        try {
            URI uri = URI.create(link);
            return Optional.ofNullable(uri.getRawPath())
                    .filter(path -> path.startsWith("/"))
                    .map(path -> uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (IllegalArgumentException noLink) {
            return Optional.empty();
        }
    }

    private void limit() {
        if (entries.size() > WINDOW) {
            cut = true;
            boolean newestFirst = order() == LogOrder.NEWEST_FIRST;
            while (entries.size() > WINDOW) {
                var _ = newestFirst ? entries.removeLast() : entries.removeFirst();
            }
            if (newestFirst) {
                next = null;
            }
        }
    }

    /** An entry that stands in its page, or one that is only linked to there (iLO 4). */
    private Optional<SeenEntry> see(Resource member) throws RedfishException, InterruptedException {
        if (!member.isReference()) {
            return Optional.of(entry(member));
        }
        String path = member.path();
        Optional<SeenEntry> seen = single.get(path);
        if (seen == null) {
            seen = cache.unchanged(path, known);
            if (seen.isEmpty()) {
                seen = fetch(path);
            }
            single.put(path, seen);
        }
        return seen;
    }

    private Optional<SeenEntry> fetch(String path) throws RedfishException, InterruptedException {
        try {
            SeenEntry entry = entry(client.get(path, Patience.LOG));
            cache.put(path, entry);
            return Optional.of(entry);
        } catch (RedfishException.NotFound
                | RedfishException.Denied
                | RedfishException.Refused
                | RedfishException.Malformed bad) {
            // One bad entry does not cost the others; it is asked for again by the next walk.
            return Optional.empty();
        }
    }

    private SeenEntry entry(Resource entry) throws RedfishException, InterruptedException {
        Fingerprint fingerprint = parser.fingerprint(entry);
        boolean unchanged = fingerprint.equals(known.get(fingerprint.identity()));
        return new SeenEntry(
                fingerprint,
                EntryParser.id(entry),
                parser.millis(entry),
                Sayings.words(entry.text("Message").orElse("")),
                unchanged ? null : parser.parse(entry));
    }

    /** What became of the log during a walk through several pages. */
    enum Change {
        /** At most there is more at its end. */
        NONE,
        /** Entries moved to other pages: some may not have been met. */
        MOVED,
        /** Entries have other ids now: what was met is worth nothing. */
        RENUMBERED
    }

    /** Looks at the first page again, where there were several. */
    Change change() throws RedfishException, InterruptedException {
        SeenEntry was = beginning;
        if (pages.size() < 2 || was == null) {
            return Change.NONE;
        }
        Change change = Change.MOVED;
        for (Resource member : members(client.get(first, Patience.LOG))) {
            if (member.isReference()) {
                return Change.NONE;
            }
            Fingerprint now = parser.fingerprint(member);
            if (now.identity().equals(was.fingerprint().identity())) {
                return Change.NONE;
            }
            if (now.content() == was.fingerprint().content()) {
                change = Change.RENUMBERED;
            }
        }
        return change;
    }

    private LogOrder order() {
        return LogOrder.of(List.copyOf(entries));
    }

    /** The entries that it met, oldest first. */
    List<SeenEntry> oldestFirst() {
        return order().oldestFirst(List.copyOf(entries));
    }

    boolean isNewestFirst() {
        return order() == LogOrder.NEWEST_FIRST;
    }

    boolean isOldestFirst() {
        return order() == LogOrder.OLDEST_FIRST;
    }

    /** How many entries the log has, by what the BMC says or what was met. */
    long count() {
        return Math.max(count, entries.size());
    }

    /** Whether the log has older entries than those that are kept. */
    boolean isCut() {
        return cut;
    }

    /** Whether the BMC itself says {@code $skip} in its links. */
    boolean skips() {
        return skips;
    }

    /** Whether it took more than one page. */
    boolean isPaged() {
        return pages.size() > 1;
    }
}
