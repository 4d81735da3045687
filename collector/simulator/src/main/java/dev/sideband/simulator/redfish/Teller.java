package dev.sideband.simulator.redfish;

import dev.sideband.simulator.fault.Link;

import io.netty.channel.EventLoop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks once a second, while anybody listens, whether a BMC has something to tell. */
final class Teller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedfishBmc bmc;
    private final Link link;
    private final InstantSource clock;
    private final EventLoop loop;
    private final HttpClient web;
    private boolean running;

    /**
     * @param web by which webhooks are called
     */
    Teller(RedfishBmc bmc, Link link, InstantSource clock, EventLoop loop, HttpClient web) {
        this.bmc = bmc;
        this.link = link;
        this.clock = clock;
        this.loop = loop;
        this.web = web;
    }

    /** Begins where somebody listens; from the BMC's own thread. */
    void startIfWanted() {
        if (!running && bmc.push().isWanted()) {
            running = true;
            var _ = loop.schedule(this, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void run() {
        running = false;
        Instant now = clock.instant();
        if (!link.hangs(now) && bmc.powered(now)) {
            send(bmc.tell(now));
        }
        startIfWanted();
    }

    /** A destination that does not answer loses its event, as at a BMC that has given up. */
    void send(List<Push.Parcel> parcels) {
        for (Push.Parcel parcel : parcels) {
            HttpRequest request =
                    HttpRequest.newBuilder(parcel.to())
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(parcel.event().toString()))
                            .build();
            var _ =
                    web.sendAsync(request, BodyHandlers.discarding())
                            .exceptionally(lost -> {
                                LOG.debug("{} did not reach {}", bmc, parcel.to(), lost);
                                return null;
                            });
        }
    }
}
