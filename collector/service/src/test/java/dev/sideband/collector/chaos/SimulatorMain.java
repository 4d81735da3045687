package dev.sideband.collector.chaos;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.ipmi.SessionWatch;
import dev.sideband.simulator.model.SelRecord;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The BMCs, whose logs grow at random; ends with its input. */
final class SimulatorMain {
    private static final int DIMMS = 8;

    private final SimulatedFleet fleet;
    private final Random random;
    private final CountDownLatch still = new CountDownLatch(1);

    private SimulatorMain(SimulatedFleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        int bmcs = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path targets = Path.of(arguments[2]);
        Duration interval = Duration.parse(arguments[3]);
        try (SimulatedFleet fleet = SimulatedFleet.start(FleetOptions.of(bmcs, seed))) {
            fleet.writeTargets(targets, interval);
            new SimulatorMain(fleet, seed).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Thread.ofVirtual().start(this::grow);
        say("started");
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            obey(line.split(" ", -1));
        }
    }

    /** About three records a second in the whole fleet. */
    private void grow() {
        List<SimulatedBmc> bmcs = fleet.bmcs();
        try {
            while (!still.await(random.nextInt(700), TimeUnit.MILLISECONDS)) {
                SimulatedBmc bmc = bmcs.get(random.nextInt(bmcs.size()));
                for (int n = random.nextInt(3); n >= 0; n--) {
                    bmc.logCorrectedError(random.nextInt(DIMMS));
                }
            }
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "still" -> {
                still.countDown();
                say("still");
            }
            case "cut" -> {
                Set<Integer> ports =
                        Stream.of(words).skip(1).map(Integer::valueOf).collect(Collectors.toSet());
                for (int n = 0; n < fleet.bmcs().size(); n += 2) {
                    fleet.bmcs().get(n).cutOff(ports);
                }
                say("cut");
            }
            case "clear" ->
                    say(Boolean.toString(bmc(words[1]).clearLogIf(Integer.parseInt(words[2]))));
            case "sessions" ->
                    say(
                            fleet.bmcs().stream()
                                    .map(SimulatorMain::latest)
                                    .collect(Collectors.joining(" ")));
            case "beside" -> say(beside());
            case "truth" -> fleet.bmcs().forEach(bmc -> say(truth(bmc)));
            default -> say("?");
        }
    }

    private SimulatedBmc bmc(String id) {
        return fleet.bmcs().stream().filter(one -> one.id().equals(id)).findAny().orElseThrow();
    }

    private static String latest(SimulatedBmc bmc) {
        SessionWatch watch = bmc.ipmiSessions();
        return watch.latest()
                .map(one -> "%s/%d/%d".formatted(bmc.id(), one.port(), one.at().toEpochMilli()))
                .orElse(bmc.id() + "/0/0");
    }

    private String beside() {
        SimulatedBmc worst =
                fleet.bmcs().stream()
                        .max(Comparator.comparing(bmc -> bmc.ipmiSessions().longestBeside()))
                        .orElseThrow();
        int sessions = fleet.bmcs().stream().mapToInt(bmc -> bmc.ipmiSessions().count()).sum();
        return "%d %s %d"
                .formatted(worst.ipmiSessions().longestBeside().toMillis(), worst.id(), sessions);
    }

    private static String truth(SimulatedBmc bmc) {
        return Stream.concat(
                        Stream.of(bmc.id()),
                        bmc.selRecordsAdded().stream().map(SelRecord::bytes).map(Object::toString))
                .collect(Collectors.joining(" "));
    }

    private static void say(String line) {
        System.out.println("> " + line);
    }
}
