package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** How firmware with a quirk answers a command, given how it {@code usual}ly is answered. */
@FunctionalInterface
interface Twist {
    Optional<IpmiMessage.Response> answer(Request request, Responder usual);

    /** This twist for one command; all others as usual. */
    default Twist of(int netFn, int command) {
        return (request, usual) ->
                request.message().netFn() == netFn && request.command() == command
                        ? answer(request, usual)
                        : usual.answer(request);
    }

    /** Changes the bodies of answers that are no refusals. */
    static Twist body(UnaryOperator<byte[]> change) {
        return (request, usual) ->
                usual.answer(request)
                        .flatMap(answer ->
                                answer.completionCode() == CompletionCode.OK
                                        ? Responder.ok(
                                                request, change.apply(answer.data().toArray()))
                                        : Optional.of(answer));
    }

    /** Refuses each time. */
    static Twist refusal(int completionCode) {
        return (request, _) -> Responder.refuse(request, completionCode);
    }

    /** Does {@code seldom} with each {@code nth} request, as usual with the others. */
    static Twist each(int nth, Twist seldom) {
        return new Twist() {
            private int count;

            @Override
            public Optional<IpmiMessage.Response> answer(Request request, Responder usual) {
                count++;
                return count % nth == 0 ? seldom.answer(request, usual) : usual.answer(request);
            }
        };
    }
}
