package dev.sideband.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that it may make our generated records. It makes no class that it has not been told
 * of, not even to copy a record.
 */
public final class TrustedRecords {
    private static final String PACKAGE = "dev.sideband.avro";

    static {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityPredicate ours = type -> type.getPackageName().equals(PACKAGE);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours));
    }

    private TrustedRecords() {}

    /** To be called before a record is read or copied; what is told once stays told. */
    public static void declare() {
        // The static initializer has done it.
    }
}
