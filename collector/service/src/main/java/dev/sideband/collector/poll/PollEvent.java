package dev.sideband.collector.poll;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/**
 * One poll in a recording of JDK Flight Recorder; off unless a recording turns it on. {@code jcmd
 * PID JFR.start dev.sideband.Poll#enabled=true} does, and with {@code
 * dev.sideband.Poll#threshold=1s} has the slow ones alone.
 */
@Name(PollEvent.NAME)
@Label("Poll")
@Category({"Sideband", "Collector"})
@Description("One BMC was polled")
@Enabled(false)
@Threshold("0 ms")
@StackTrace(false)
final class PollEvent extends Event {
    static final String NAME = "dev.sideband.Poll";

    @Label("Target")
    String target = "";

    @Label("Protocol")
    String protocol = "";

    @Label("Requests")
    @Description("Requests that were made during the poll")
    long requests;

    @Label("Outcome")
    @Description("whole, part or failed")
    String outcome = "";

    @Label("Reason")
    @Description("Why it failed, as on the topic status; empty where it did not")
    String reason = "";
}
