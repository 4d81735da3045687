package dev.sideband.redfish.inventory;

/** What a part is. */
public enum Kind {
    SYSTEM("system"),
    CHASSIS("chassis"),
    BOARD("board"),
    BMC("bmc"),
    PROCESSOR("processor"),
    /** A GPU or another processor that is not a system's own. */
    ACCELERATOR("accelerator"),
    MEMORY("memory"),
    STORAGE_CONTROLLER("storage controller"),
    DRIVE("drive"),
    POWER_SUPPLY("power supply"),
    BATTERY("battery"),
    FAN("fan"),
    NETWORK_ADAPTER("network adapter"),
    NETWORK_INTERFACE("network interface"),
    PCIE_DEVICE("pcie device"),
    FIRMWARE("firmware"),
    /** A card or another unit of which no more is told than what is written on it. */
    MODULE("module");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** In words, such as {@code power supply}. */
    public String text() {
        return text;
    }

    /** Whether such parts may show as PCIe devices too. */
    boolean isOnPcie() {
        return this == ACCELERATOR
                || this == DRIVE
                || this == NETWORK_ADAPTER
                || this == STORAGE_CONTROLLER;
    }

    /** Whether it holds the others, and is none of them. */
    boolean isWhole() {
        return this == SYSTEM || this == CHASSIS;
    }
}
