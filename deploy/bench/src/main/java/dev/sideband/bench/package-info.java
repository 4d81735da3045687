/**
 * The benchmarks: how fast, how cheap and how small the collector is, on this machine.
 *
 * <p>What is measured is the product's own path; only Kafka is left out. What it is measured
 * against runs in processes of its own, so that the CPU and memory of this one are the collector's.
 * Nothing leaves loopback.
 */
@NullMarked
package dev.sideband.bench;

import org.jspecify.annotations.NullMarked;
