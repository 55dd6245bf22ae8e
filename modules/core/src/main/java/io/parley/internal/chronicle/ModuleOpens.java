package io.parley.internal.chronicle;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the JDK packages Chronicle reaches into, for programs that were started without the flags.
 *
 * <p>The way is {@code sun.misc.Unsafe} (which every JDK from 17 to 25 hands out) to the one lookup that may do
 * anything, and from there to what {@code --add-opens} itself calls. Everything goes through reflection: the class is
 * neither in {@code --release 17}'s signatures nor free of compiler warnings.
 */
final class ModuleOpens {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleOpens.class);
    private static final Module BASE = Object.class.getModule();
    /** Without these Chronicle fails, and says something misleading. */
    private static final List<String> NEEDED = List.of("java.lang", "java.lang.reflect", "sun.nio.ch");
    /** Without these it complains and goes on. */
    private static final List<String> QUIET = List.of("jdk.internal.ref");

    private ModuleOpens() {}

    /**
     * Makes sure that {@code user} may reach what it needs.
     *
     * @param user Chronicle's module, usually an unnamed one
     * @param allowed whether this JVM may be changed
     */
    static void ensure(Module user, boolean allowed) {
        List<String> missing = new ArrayList<>();
        for (String name : NEEDED) {
            if (!BASE.isOpen(name, user)) {
                missing.add(name);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (!allowed) {
            throw new IllegalStateException(remedy(user, missing, "parley.modules.open=false forbids to open them"));
        }
        try {
            open(user, missing);
        } catch (Throwable e) {
            throw new IllegalStateException(remedy(user, missing, "opening them failed: " + e), e);
        }
        LOG.info(
                "Opened java.base/{} to {} for Chronicle, as --add-opens would have. Start with {} to avoid this,"
                        + " or forbid it with -Dparley.modules.open=false",
                missing,
                target(user),
                flags(user, missing));
    }

    private static void open(Module user, List<String> missing) throws Throwable {
        MethodHandles.Lookup lookup = trustedLookup();
        MethodHandle one = lookup.findVirtual(
                Module.class, "implAddOpens", MethodType.methodType(void.class, String.class, Module.class));
        MethodHandle all = lookup.findVirtual(
                Module.class, "implAddOpensToAllUnnamed", MethodType.methodType(void.class, String.class));
        List<String> wanted = new ArrayList<>(missing);
        for (String name : QUIET) {
            if (BASE.getPackages().contains(name) && !BASE.isOpen(name, user)) {
                wanted.add(name);
            }
        }
        for (String name : wanted) {
            if (user.isNamed()) {
                one.invoke(BASE, name, user);
            } else {
                all.invoke(BASE, name);
            }
        }
    }

    private static MethodHandles.Lookup trustedLookup() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Object unsafe = instance.get(null);
        Field lookup = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        Object base = type.getMethod("staticFieldBase", Field.class).invoke(unsafe, lookup);
        Object offset = type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, lookup);
        return (MethodHandles.Lookup)
                type.getMethod("getObject", Object.class, long.class).invoke(unsafe, base, offset);
    }

    private static String remedy(Module user, List<String> missing, String why) {
        return "Chronicle Queue needs java.base packages that are not open: " + missing + " to=" + target(user) + "; "
                + why + ". Start the JVM with " + flags(user, missing) + ", or put these into an @argfile ("
                + flags(user, missing).replace(' ', '\n').replace("--add-opens\n", "--add-opens ")
                + "), or add to the manifest of the jar given to -jar: Add-Opens: "
                + String.join(
                        " ", missing.stream().map(name -> "java.base/" + name).toList());
    }

    private static String flags(Module user, List<String> names) {
        return String.join(
                " ",
                names.stream()
                        .map(name -> "--add-opens java.base/" + name + "=" + target(user))
                        .toList());
    }

    private static String target(Module user) {
        return user.isNamed() ? user.getName() : "ALL-UNNAMED";
    }
}
