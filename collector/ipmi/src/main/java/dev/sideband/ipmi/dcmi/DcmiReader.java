package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.dcmi.GetTemperatureReadings.Temperature;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorKind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what one BMC measures and tells by DCMI only: where an IPMI sensor has the same quantity,
 * DCMI is not asked. A BMC without DCMI costs one question. Owned by the BMC's thread.
 */
public final class DcmiReader {
    /** Instances of one kind of part. */
    private static final int MAX_INSTANCES = 64;

    /** DCMI's entities, and what the same parts are called in SDRs. */
    private static final Map<Integer, Integer> PARTS =
            Map.of(DcmiSensor.INLET, 0x37, DcmiSensor.PROCESSOR, 0x03, DcmiSensor.BASEBOARD, 0x07);

    private final IpmiClient client;
    private List<DcmiSensor> sensors = List.of();

    public DcmiReader(IpmiClient client) {
        this.client = client;
    }

    /** What {@link #discover} found. */
    public List<DcmiSensor> sensors() {
        return sensors;
    }

    /** Begins with what {@link #discover} found before. */
    public void recall(List<DcmiSensor> found) {
        sensors = List.copyOf(found);
    }

    /**
     * Asks what there is, and keeps it.
     *
     * @param known the BMC's IPMI sensors
     * @throws IpmiException where the BMC does not answer at all
     */
    public void discover(List<IpmiSensor> known) throws IpmiException, InterruptedException {
        var found = new ArrayList<DcmiSensor>();
        try {
            GetDcmiCapabilities.Response can = client.send(new GetDcmiCapabilities());
            if (can.power() && known.stream().noneMatch(DcmiReader::isPower) && measuresPower()) {
                found.add(DcmiSensor.POWER);
            }
            findTemperatures(known, found);
        } catch (Refused | Malformed none) {
            // Power alone is something too.
        }
        sensors = List.copyOf(found);
    }

    private void findTemperatures(List<IpmiSensor> known, List<DcmiSensor> found)
            throws IpmiException, InterruptedException {
        for (int part : List.of(DcmiSensor.INLET, DcmiSensor.PROCESSOR, DcmiSensor.BASEBOARD)) {
            if (known.stream().noneMatch(sensor -> isTemperature(sensor, part))) {
                temperatures(part)
                        .keySet()
                        .forEach(i -> found.add(DcmiSensor.temperature(part, i)));
            }
        }
    }

    /**
     * Reads all of them.
     *
     * @throws IpmiException where the BMC does not answer at all
     */
    public List<DcmiReading> read() throws IpmiException, InterruptedException {
        var readings = new ArrayList<DcmiReading>(sensors.size());
        Map<Integer, Integer> part = Map.of();
        int asked = 0;
        Quality missing = Quality.ABSENT;
        for (DcmiSensor sensor : sensors) {
            if (sensor.equals(DcmiSensor.POWER)) {
                readings.add(power());
                continue;
            }
            int entity = sensor.entity().id();
            if (entity != asked) {
                asked = entity;
                try {
                    part = temperatures(entity);
                    missing = Quality.ABSENT;
                } catch (Refused refused) {
                    part = Map.of();
                    missing = quality(refused);
                } catch (Malformed garbled) {
                    part = Map.of();
                    missing = Quality.DECODE_ERROR;
                }
            }
            Integer degrees = part.get(sensor.entity().instance());
            readings.add(
                    degrees == null
                            ? DcmiReading.without(sensor, missing)
                            : DcmiReading.of(sensor, degrees));
        }
        return readings;
    }

    private DcmiReading power() throws IpmiException, InterruptedException {
        try {
            GetPowerReading.Response power = client.send(new GetPowerReading());
            return power.measuring()
                    ? DcmiReading.of(DcmiSensor.POWER, power.now())
                    : DcmiReading.without(DcmiSensor.POWER, Quality.UNAVAILABLE);
        } catch (Refused refused) {
            return DcmiReading.without(DcmiSensor.POWER, quality(refused));
        } catch (Malformed garbled) {
            return DcmiReading.without(DcmiSensor.POWER, Quality.DECODE_ERROR);
        }
    }

    /** Some BMCs have the command and nothing behind it: zeros then, or no measurement. */
    private boolean measuresPower() throws IpmiException, InterruptedException {
        try {
            GetPowerReading.Response power = client.send(new GetPowerReading());
            return power.measuring() && (power.now() | power.most() | power.mean()) != 0;
        } catch (Refused | Malformed none) {
            return false;
        }
    }

    /** Degrees by instance; all of them, though an answer holds only some. */
    private Map<Integer, Integer> temperatures(int entity)
            throws IpmiException, InterruptedException {
        var degrees = new LinkedHashMap<Integer, Integer>();
        int first = 1;
        while (first <= MAX_INSTANCES) {
            GetTemperatureReadings.Response answer;
            try {
                answer = client.send(new GetTemperatureReadings(entity, first));
            } catch (Refused refused) {
                if (degrees.isEmpty() && !isAbsent(refused)) {
                    throw refused;
                }
                return degrees;
            }
            int before = degrees.size();
            for (Temperature one : answer.temperatures()) {
                degrees.put(one.instance(), one.degrees());
                first = Math.max(first, one.instance() + 1);
            }
            if (degrees.size() >= answer.total() || degrees.size() == before) {
                break;
            }
        }
        return degrees;
    }

    private static boolean isPower(IpmiSensor sensor) {
        return sensor.readable() && sensor.kind() == SensorKind.POWER;
    }

    private static boolean isTemperature(IpmiSensor sensor, int part) {
        int id = sensor.entity().id();
        return sensor.readable()
                && sensor.kind() == SensorKind.TEMPERATURE
                && (id == part || id == PARTS.getOrDefault(part, part));
    }

    private static boolean isAbsent(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.NOT_PRESENT,
                    CompletionCode.PARAMETER_OUT_OF_RANGE,
                    CompletionCode.INVALID_DATA ->
                    true;
            default -> false;
        };
    }

    private static Quality quality(Refused refused) {
        return isAbsent(refused) ? Quality.ABSENT : Quality.UNAVAILABLE;
    }
}
