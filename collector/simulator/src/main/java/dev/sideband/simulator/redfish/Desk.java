package dev.sideband.simulator.redfish;

/**
 * What a BMC remembers by itself, besides what its machine is like: how the host is to boot, its
 * light, who logged in. Owned by the thread that serves the BMC.
 */
final class Desk {
    private final Trail trail = new Trail();
    private final Lifecycle lifecycle = new Lifecycle();
    private String bootEnabled = "Disabled";
    private String bootTarget = "None";
    private String bootMode = "UEFI";
    private boolean light;

    /** Who came and went. */
    Trail trail() {
        return trail;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    String bootEnabled() {
        return bootEnabled;
    }

    String bootTarget() {
        return bootTarget;
    }

    String bootMode() {
        return bootMode;
    }

    void setBoot(String enabled, String target, String mode) {
        bootEnabled = enabled;
        bootTarget = target;
        bootMode = mode;
    }

    /** The host boots: what was meant for one time is over. */
    void booted() {
        if (bootEnabled.equals("Once")) {
            setBoot("Disabled", "None", bootMode);
        }
    }

    boolean light() {
        return light;
    }

    void setLight(boolean on) {
        light = on;
    }
}
