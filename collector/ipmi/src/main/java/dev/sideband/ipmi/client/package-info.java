/**
 * Talking to BMCs: sockets, sessions, and the readers that walk a repository or a log.
 *
 * <p>Netty's threads move datagrams and nothing more; whoever owns a BMC calls from its own virtual
 * thread and blocks. A session belongs to one thread and has one command in flight.
 */
@NullMarked
package dev.sideband.ipmi.client;

import org.jspecify.annotations.NullMarked;
