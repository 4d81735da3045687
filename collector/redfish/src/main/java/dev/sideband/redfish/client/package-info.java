/** Talking to one BMC's Redfish service: sessions, requests, and collections of resources. */
@NullMarked
package dev.sideband.redfish.client;

import org.jspecify.annotations.NullMarked;
