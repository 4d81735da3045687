package dev.sideband.redfish.resource;

import java.util.Locale;

/**
 * A path in the form in which two of them can be compared: BMCs give the same resource with and
 * without a slash at its end, and in letters of either case (HPE).
 *
 * @param key for comparison only; requests go to the path as it was given
 */
public record ResourcePath(String key) {
    /** The comparable form of {@code path}, with the fragment that it may have. */
    public static ResourcePath of(String path) {
        String key = path.strip().toLowerCase(Locale.ROOT).replace("/#", "#");
        int fragment = key.indexOf('#');
        if (fragment >= 0 && !key.startsWith("#/", fragment)) {
            // XCC and others write Thermal#Fans/0 for Thermal#/Fans/0.
            key = key.substring(0, fragment) + "#/" + key.substring(fragment + 1);
        }
        int end = key.length();
        while (end > 1 && key.charAt(end - 1) == '/') {
            end--;
        }
        return new ResourcePath(key.substring(0, end));
    }
}
