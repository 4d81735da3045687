package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.CipherSuiteList;
import dev.sideband.ipmi.command.app.GetChannelCipherSuites;
import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Comparator;
import java.util.List;

/**
 * In which order to try the suites: those that the BMC lists first, the strongest first among
 * equals. The list is not authenticated and sometimes wrong, so none is left out because of it.
 */
final class CipherSuiteOffer {
    private CipherSuiteOffer() {}

    static List<CipherSuite> of(SessionlessClient client, List<CipherSuite> strongestFirst)
            throws IpmiException, InterruptedException {
        List<Algorithms> listed = listed(client);
        return strongestFirst.stream()
                .sorted(Comparator.comparing(suite -> !listed.contains(suite.algorithms())))
                .toList();
    }

    /** All that the BMC lists; nothing where it does not say. */
    private static List<Algorithms> listed(SessionlessClient client)
            throws IpmiException, InterruptedException {
        var list = new WireWriter();
        try {
            for (int index = 0; index <= GetChannelCipherSuites.MAX_INDEX; index++) {
                var response = client.send(new GetChannelCipherSuites(index));
                list.bytes(response.block().toArray());
                if (response.isLast()) {
                    break;
                }
            }
        } catch (IpmiException.NoAnswer | IpmiException.Refused | IpmiException.Malformed e) {
            // What came so far, or nothing: then trying decides.
        }
        try {
            return CipherSuiteList.read(new WireReader(list.toByteArray()));
        } catch (WireFormatException e) {
            return List.of();
        }
    }
}
