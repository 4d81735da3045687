package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.Source.Kind;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds reports that hold the readings of many Sensors (DSP0268, TelemetryService): one request in
 * the place of many. Whether they are current shows only when they are read again.
 */
final class MetricReports {
    /** A BMC has ten (bmcweb) to forty (iLO). */
    private static final int MAX_REPORTS = 64;

    /** A report with less is not worth its request. */
    private static final int LEAST = 4;

    private final Looking looking;

    MetricReports(Looking looking) {
        this.looking = looking;
    }

    /** The reports that tell of {@code sensors}. */
    List<Source> of(Set<ResourcePath> sensors, Resource root)
            throws RedfishException, InterruptedException {
        Resource service = looking.at(root.link("TelemetryService"));
        List<Resource> entries = looking.entries(service.link("MetricReports"));
        List<Source> reports = new ArrayList<>();
        for (Resource entry : entries.subList(0, Math.min(entries.size(), MAX_REPORTS))) {
            Resource report = entry.isReference() ? looking.at(entry.path()) : entry;
            MetricReport told = MetricReport.of(report);
            long known = told.values().keySet().stream().filter(sensors::contains).count();
            // One with the past of each (XCC: a day) takes seconds to read.
            boolean history = told.entries() > 2 * told.values().size();
            if (known >= LEAST && !history && entry.link().isPresent() && isOfNow(report)) {
                reports.add(new Source(Kind.METRIC_REPORT, entry.path(), entry.path(), true));
            }
        }
        return reports;
    }

    /** An average of the last minutes is another quantity than what the Sensor reads. */
    private boolean isOfNow(Resource report) throws RedfishException, InterruptedException {
        Resource definition = looking.at(report.link("MetricReportDefinition"));
        return definition.parts("Metrics").stream()
                .flatMap(metric ->
                        Stream.of("CollectionFunction", "CalculationAlgorithm")
                                .flatMap(name -> metric.text(name).stream()))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .noneMatch(Set.of("average", "maximum", "minimum", "summation")::contains);
    }
}
