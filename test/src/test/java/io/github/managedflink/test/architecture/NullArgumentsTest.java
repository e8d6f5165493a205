package io.github.managedflink.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.PropertyGroups;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.ValueKinds;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.GroupText;
import io.github.managedflink.model.window.OutputFields;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

/**
 * Null, given to any public method of specifications, constructs and local runs in place of any argument, is refused by
 * a fault that names it, or kept for the check to find: nothing fails with a {@link NullPointerException} or the like,
 * neither where it is given nor when a builder builds. Left out are constructs themselves, which need a scope.
 */
class NullArgumentsTest {
    private static final String MODEL = "io.github.managedflink.model";
    private static final String CONSTRUCTS = "io.github.managedflink.constructs";
    /** What reads and checks what users have given is called by this library alone. */
    private static final Set<String> INTERNAL =
            Set.of("read", "check", "checkAll", "equals", "writeTo", "compareTo", "shapeAfter", "bind", "valueOf");

    private static final Set<Class<?>> INTERNAL_TYPES = Set.of(
            CelExpression.class,
            RecordShape.class,
            PipelineCounters.class,
            PropertyGroups.class,
            GroupText.class,
            OutputFields.class,
            ValueKinds.class);

    private final Map<Class<?>, Object> samples = new HashMap<>(Map.of(
            String.class, "x",
            Duration.class, Duration.ofMinutes(1),
            Instant.class, Instant.EPOCH,
            LocalTime.class, LocalTime.NOON,
            ZoneId.class, ZoneId.of("UTC"),
            DayOfWeek.class, DayOfWeek.MONDAY,
            List.class, List.of("x"),
            Set.class, Set.of("x"),
            Map.class, Map.of(),
            Path.class, Path.of("x")));
    private final List<Class<?>> types = types();
    private final List<String> broken = new ArrayList<>();
    private int tried;

    @Test
    void nullIsRefusedByName() {
        for (Class<?> type : types) {
            for (Method method : methods(type)) {
                for (int i = 0; i < method.getParameterCount(); i++) {
                    Class<?> parameter = method.getParameterTypes()[i];
                    if (!parameter.isPrimitive()) {
                        tryNull(method, i, null);
                    }
                    if (parameter.isArray() && !parameter.getComponentType().isPrimitive()) {
                        tryNull(method, i, Array.newInstance(parameter.getComponentType(), 1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(tried).as("calls").isGreaterThan(200);
    }

    private void tryNull(Method method, int position, Object nothing) {
        Optional<Object> target = target(method);
        Optional<Object[]> arguments = arguments(method, position);
        if (target.isEmpty() || arguments.isEmpty()) {
            return;
        }
        arguments.get()[position] = nothing;
        tried++;
        String call = method.getDeclaringClass().getSimpleName() + "." + method.getName() + " argument " + position
                + (nothing == null ? "" : " element");
        try {
            Object result =
                    method.invoke(method.getDeclaringClass() == target.get() ? null : target.get(), arguments.get());
            if (result != null && result.getClass().getSimpleName().equals("Builder")) {
                Method build = result.getClass().getMethod("build");
                build.setAccessible(true);
                build.invoke(result);
            }
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!(thrown instanceof IllegalArgumentException) || thrown.getMessage() == null) {
                broken.add(call + ": " + thrown + " at " + thrown.getStackTrace()[0]);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(call, e);
        }
    }

    /** What a method is called on: its class for a static one. */
    private Optional<Object> target(Method method) {
        return Modifier.isStatic(method.getModifiers())
                ? Optional.of(method.getDeclaringClass())
                : sample(method.getDeclaringClass(), 0);
    }

    private Optional<Object[]> arguments(Method method, int but) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            if (i == but) {
                continue;
            }
            Optional<Object> sample = sample(method.getParameterTypes()[i], 0);
            if (sample.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = sample.get();
        }
        return Optional.of(arguments);
    }

    /** A value of a type, made by what makes such values. */
    private Optional<Object> sample(Class<?> type, int depth) {
        if (samples.containsKey(type) && !type.getSimpleName().equals("Builder")) {
            return Optional.of(samples.get(type));
        }
        if (type.isPrimitive()) {
            return Optional.of(
                    type == boolean.class
                            ? (Object) true
                            : type == char.class
                                    ? (Object) ','
                                    : type == double.class
                                            ? (Object) 1.0
                                            : type == long.class ? (Object) 1L : (Object) 1);
        }
        if (type.isArray()) {
            return sample(type.getComponentType(), depth).map(element -> {
                Object array = Array.newInstance(type.getComponentType(), 1);
                Array.set(array, 0, element);
                return array;
            });
        }
        if (type.isEnum()) {
            return Optional.of(type.getEnumConstants()[0]);
        }
        if (depth > 4) {
            return Optional.empty();
        }
        for (Class<?> maker : types) {
            for (Method method : maker.getDeclaredMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getModifiers())
                        && type.isAssignableFrom(method.getReturnType())
                        && !INTERNAL.contains(method.getName())) {
                    Optional<Object> made = made(method, depth);
                    if (made.isPresent()) {
                        samples.put(type, made.get());
                        return made;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Object> made(Method method, int depth) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Optional<Object> argument = sample(method.getParameterTypes()[i], depth + 1);
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = argument.get();
        }
        try {
            return Optional.ofNullable(method.invoke(null, arguments));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !INTERNAL.contains(method.getName()))
                .filter(method -> Stream.of(method.getParameterTypes())
                        .noneMatch(parameter -> parameter.getPackageName().equals(Violations.class.getPackageName())
                                || Construct.class.isAssignableFrom(parameter)))
                .sorted(Comparator.comparing(Method::toString))
                .collect(Collectors.toList());
    }

    private static List<Class<?>> types() {
        JavaClasses ofPackages = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(MODEL, CONSTRUCTS, LocalRun.class.getPackageName());
        JavaClasses ofGate = new ClassFileImporter().importClasses(ServiceFault.class);
        return Stream.concat(ofPackages.stream(), ofGate.stream())
                .filter(type -> !type.getPackageName().startsWith(MODEL + ".settings"))
                .filter(type -> !type.getPackageName().startsWith(CONSTRUCTS + ".internal"))
                .filter(type -> !isInternal(type))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect)
                .filter(type -> !INTERNAL_TYPES.contains(type))
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.<Class<?>>toList());
    }

    /** Whether a type, or the one that it is nested in, is public for the library alone. */
    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith(Internal.class)
                || type.getEnclosingClass()
                        .filter(NullArgumentsTest::isInternal)
                        .isPresent();
    }
}
