package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.ReadingPlan;

import java.time.Instant;

/**
 * A plan that may outlive its reader.
 *
 * @param manager the path of the manager that says which firmware the BMC has
 * @param firmware that the plan was made for, and holds for
 * @param until when it is to be made anew all the same
 */
public record KnownPlan(ReadingPlan plan, String manager, String firmware, Instant until) {}
