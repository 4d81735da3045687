package dev.sideband.collector.daemon;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Asks the brokers now and then whether they are there, and says so when that changes. */
final class BrokerWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

    private final Admin admin;
    private final String brokers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean away;
    private long awaySinceNanos;

    private BrokerWatch(Admin admin, String brokers) {
        this.admin = admin;
        this.brokers = brokers;
    }

    /** Begins to ask; they are taken to be there until they do not answer. */
    static BrokerWatch start(Admin admin, String brokers) {
        BrokerWatch watch = new BrokerWatch(admin, brokers);
        Thread.ofVirtual().name("broker-watch").start(watch::run);
        return watch;
    }

    boolean isAway() {
        return away;
    }

    private void run() {
        try (admin) {
            while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                note(answers());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
            admin.describeCluster(options).clusterId().get();
            return true;
        } catch (ExecutionException silence) {
            LOG.atDebug().addKeyValue("failure", silence.getCause()).log("brokers do not answer");
            return false;
        }
    }

    private void note(boolean there) {
        if (there == !away || closing.getCount() == 0) {
            return;
        }
        long now = System.nanoTime();
        if (there) {
            LOG.atInfo()
                    .addKeyValue("brokers", brokers)
                    .addKeyValue("away-s", Duration.ofNanos(now - awaySinceNanos).toSeconds())
                    .log("the brokers are back");
        } else {
            awaySinceNanos = now;
            LOG.atWarn()
                    .addKeyValue("brokers", brokers)
                    .log(
                            "the brokers are away; log records wait in the BMCs, readings are"
                                    + " dropped when memory is full");
        }
        away = !there;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
