package dev.sideband.cli;

import dev.sideband.runtime.ConfigException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Turns what went wrong into one line on standard error and the exit code of the contract. */
final class Failures {
    private static final int WORK_FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Failures() {}

    static int usage(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        command.getErr()
                .printf(
                        "sideband: %s (see: %s --help)%n",
                        oneLine(problem), command.getCommandSpec().qualifiedName());
        command.getErr().flush();
        return WRONG_USAGE;
    }

    static int work(Exception problem, CommandLine command, boolean debug) {
        command.getErr().printf("sideband: %s%n", oneLine(problem));
        if (debug) {
            problem.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return problem instanceof ConfigException ? WRONG_USAGE : WORK_FAILED;
    }

    private static String oneLine(Throwable problem) {
        String text =
                switch (problem) {
                    // Their messages are the bare path.
                    case NoSuchFileException missing ->
                            missing.getFile() + ": no such file or folder";
                    case AccessDeniedException denied -> denied.getFile() + ": permission denied";
                    case FileAlreadyExistsException other ->
                            other.getFile() + ": is there already, and is no folder";
                    case InterruptedException _ -> "interrupted before it was done";
                    default ->
                            Objects.requireNonNullElse(
                                    problem.getMessage(), problem.getClass().getName());
                };
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
