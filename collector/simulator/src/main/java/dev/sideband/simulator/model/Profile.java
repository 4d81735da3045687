package dev.sideband.simulator.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * A model of server in one maker's manner: identity, build, names of sensors and habits of its BMC.
 *
 * <p>Read from a properties file beside this class. The names are typical for the maker, not those
 * of one product.
 */
public final class Profile {
    private static final List<String> NAMES =
            List.of("dell", "hpe", "lenovo", "huawei", "supermicro", "openbmc");

    private final String name;
    private final Properties properties = new Properties();
    private final Shape shape;

    private Profile(String name) {
        this.name = name;
        String file = name + ".properties";
        try (InputStream in = Profile.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shape =
                new Shape(
                        integer("fans"),
                        integer("dimm-groups"),
                        integer("drive-slots"),
                        integer("cpu-watts"),
                        integer("fan-max-rpm"));
    }

    /** All profiles, each read once. */
    public static List<Profile> all() {
        return Holder.ALL;
    }

    /** Four rack units full of drives, memory and fans: 100 sensors. Not one of {@link #all}. */
    static Profile storageServer() {
        return new Profile("storage-server");
    }

    /** Short name, as in {@code dell}. */
    public String name() {
        return name;
    }

    public String vendor() {
        return text("vendor");
    }

    public String model() {
        return text("model");
    }

    public Shape shape() {
        return shape;
    }

    /** IANA enterprise number. */
    public int manufacturerId() {
        return integer("manufacturer-id");
    }

    public int productId() {
        return integer("product-id");
    }

    public int firmwareMajor() {
        return integer("firmware-major");
    }

    /** Two decimal digits. */
    public int firmwareMinor() {
        return integer("firmware-minor");
    }

    /** How many records the log holds. */
    public int logCapacity() {
        return integer("log-capacity");
    }

    /** Whether a full log drops its oldest record (true) or the new one. */
    public boolean logCircular() {
        return Boolean.parseBoolean(text("log-circular"));
    }

    /** The most bytes that one read of an SDR may ask for. */
    public int sdrReadLimit() {
        return integer("sdr-read-limit");
    }

    /** From one SDR's id to the next. */
    public int sdrIdStep() {
        return integer("sdr-id-step");
    }

    public int sessionLimit() {
        return integer("session-limit");
    }

    /** The ids of the cipher suites that are enabled at delivery. */
    public List<Integer> cipherSuites() {
        return Arrays.stream(text("cipher-suites").split(",", -1)).map(Integer::valueOf).toList();
    }

    Conversion temperature() {
        return switch (text("temperature")) {
            case "plain" -> Conversion.scaled(1, 0);
            case "offset" -> new Conversion(1, -128, 0, 0, false);
            case "signed" -> new Conversion(1, 0, 0, 0, true);
            default -> throw new IllegalStateException(name + ": temperature");
        };
    }

    Conversion fanSpeed() {
        return Conversion.scaled((shape.fanMaxRpm() + 254) / 255, 0);
    }

    int numberOf(String group) {
        return Integer.decode(text("number." + group));
    }

    /** The name of a sensor by its role; {@code %d} in it becomes {@code index}. */
    String sensorName(String role, int index) {
        return text("sensor." + role).formatted(index + integer("first-index"));
    }

    private int integer(String key) {
        return Integer.decode(text(key));
    }

    private String text(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("profile %s lacks %s".formatted(name, key));
        }
        return value.strip();
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Holder {
        static final List<Profile> ALL = NAMES.stream().map(Profile::new).toList();
    }
}
