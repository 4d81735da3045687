package dev.sideband.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

class ModernClassFilesTest {
    @TempDir private Path folder;

    @Test
    void leavesNoClassThatTheCacheRefuses() throws Exception {
        Path jar = picocli();
        List<String> before = names(jar);
        ModernClassFiles.write(jar);
        assertThat(names(jar)).isEqualTo(before);
        try (var modern = new JarFile(jar.toFile())) {
            for (JarEntry entry : modern.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    byte[] content = modern.getInputStream(entry).readAllBytes();
                    assertThat(ClassFile.of().parse(content).majorVersion())
                            .as(entry.getName())
                            .isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
                }
            }
        }
    }

    @Test
    void leavesClassesThatAJvmVerifiesAndRuns() throws Exception {
        Path jar = picocli();
        ModernClassFiles.write(jar);
        // Without a parent that has picocli too, so that these are the classes that are loaded.
        try (var loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names(jar)) {
                if (name.startsWith("picocli/") && name.endsWith(".class")) {
                    String type = name.substring(0, name.length() - 6).replace('/', '.');
                    assertThat(Class.forName(type, true, loader).getClassLoader())
                            .isEqualTo(loader);
                }
            }
        }
    }

    @Test
    void leavesAModernJarAsItIs() throws Exception {
        Path jar = picocli();
        ModernClassFiles.write(jar);
        byte[] once = Files.readAllBytes(jar);
        ModernClassFiles.write(jar);
        assertThat(Files.readAllBytes(jar)).isEqualTo(once);
        assertThat(folder).isDirectoryNotContaining("glob:**.modern");
    }

    private Path picocli() throws Exception {
        Path original =
                Path.of(
                        CommandLine.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        return Files.copy(original, folder.resolve("picocli.jar"));
    }

    private static List<String> names(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }
}
