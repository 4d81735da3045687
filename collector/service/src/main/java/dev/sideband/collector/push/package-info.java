/**
 * Push for Redfish: BMCs that say by themselves that something happened are looked at sooner.
 *
 * <p>Streams of server-sent events are listened to unless {@link
 * dev.sideband.collector.push.PushOptions} says otherwise; a webhook is there where it names one.
 * An event is a hint, whoever sent it: it makes the collector read that BMC's logs, every few
 * seconds at most, and nothing else.
 */
@NullMarked
package dev.sideband.collector.push;

import org.jspecify.annotations.NullMarked;
