package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.wire.Bytes;

import java.util.Optional;

/** Answers commands; no answer is silence. */
@FunctionalInterface
interface Responder {
    Optional<IpmiMessage.Response> answer(Request request);

    /** An answer with a body. */
    static Optional<IpmiMessage.Response> ok(Request request, byte... body) {
        return Optional.of(request.message().answer(CompletionCode.OK, Bytes.of(body)));
    }

    /** An answer with a completion code and nothing else. */
    static Optional<IpmiMessage.Response> refuse(Request request, int completionCode) {
        return Optional.of(request.message().answer(completionCode, Bytes.EMPTY));
    }
}
