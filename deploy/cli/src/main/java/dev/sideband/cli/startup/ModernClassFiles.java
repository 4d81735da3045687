package dev.sideband.cli.startup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Brings the class files of a jar to a version that the JVM can keep in its cache. It refuses those
 * from before Java 6, which its old verifier has to check at each start; picocli is built for Java
 * 5.
 */
final class ModernClassFiles {
    private static final String CLASS = ".class";

    private ModernClassFiles() {}

    /** Rewrites {@code jar} where it has old class files; their code stays as it is. */
    static void write(Path jar) throws IOException {
        Path modern = jar.resolveSibling(jar.getFileName() + ".modern");
        boolean changed = false;
        try (var in = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(modern))) {
            ClassFile format = format(in);
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] content = content(in, entry);
                if (entry.getName().endsWith(CLASS)) {
                    ClassModel model = format.parse(content);
                    if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
                        content = modern(format, model);
                        changed = true;
                    }
                }
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(content);
                out.closeEntry();
            }
        }
        if (changed) {
            Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(modern);
        }
    }

    private static byte[] modern(ClassFile format, ClassModel model) {
        // Only code that is written anew gets the stack maps that the new verifier asks for.
        ClassTransform code =
                ClassTransform.transformingMethods(
                        MethodTransform.transformingCode((out, element) -> out.with(element)));
        ClassTransform version =
                (out, element) -> {
                    if (element instanceof ClassFileVersion) {
                        out.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    } else {
                        out.with(element);
                    }
                };
        return format.transformClass(model, code.andThen(version));
    }

    /** Knows the hierarchy of the jar's own classes without loading them. */
    private static ClassFile format(JarFile jar) {
        ClassHierarchyResolver own =
                ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(jar, type));
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        own.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static @Nullable InputStream open(JarFile jar, ClassDesc type) {
        String descriptor = type.descriptorString();
        JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + CLASS);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
