package io.parley.internal.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The classes of the JDK that a stream between processes may name: {@link ValueClasses}, some more collections and
 * values, exceptions, and what lambdas and comparators are written as. What would be of no use as a copy, such as a
 * lock, is not among them.
 */
final class JdkClasses {
    private static final Set<String> MORE = Set.of(
            "java.io.File",
            "java.lang.Class",
            "java.lang.StackTraceElement",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder",
            "java.lang.String$CaseInsensitiveComparator",
            "java.lang.Throwable",
            "java.lang.ThreadDeath",
            "java.lang.invoke.SerializedLambda",
            "java.math.MathContext",
            "java.math.RoundingMode",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.time.DayOfWeek",
            "java.time.Duration", // this and its like as a Class only: their objects are written as ValueClasses has it
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.Month",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.ZonedDateTime",
            "java.util.AbstractList",
            "java.util.BitSet",
            "java.util.Calendar",
            "java.util.Collections$CheckedCollection",
            "java.util.Collections$CheckedList",
            "java.util.Collections$CheckedMap",
            "java.util.Collections$CheckedRandomAccessList",
            "java.util.Collections$CheckedSet",
            "java.util.Collections$CopiesList",
            "java.util.Collections$EmptyEnumeration",
            "java.util.Collections$ReverseComparator",
            "java.util.Collections$ReverseComparator2",
            "java.util.Collections$SetFromMap",
            "java.util.Collections$SynchronizedCollection",
            "java.util.Collections$SynchronizedList",
            "java.util.Collections$SynchronizedMap",
            "java.util.Collections$SynchronizedRandomAccessList",
            "java.util.Collections$SynchronizedSet",
            "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet",
            "java.util.Collections$UnmodifiableNavigableMap",
            "java.util.Collections$UnmodifiableNavigableSet",
            "java.util.Collections$UnmodifiableSortedMap",
            "java.util.Collections$UnmodifiableSortedSet",
            "java.util.Comparators$NaturalOrderComparator",
            "java.util.Currency",
            "java.util.Date",
            "java.util.Dictionary",
            "java.util.DoubleSummaryStatistics",
            "java.util.GregorianCalendar",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.IntSummaryStatistics",
            "java.util.Locale",
            "java.util.LongSummaryStatistics",
            "java.util.PriorityQueue",
            "java.util.Properties",
            "java.util.Random",
            "java.util.SimpleTimeZone",
            "java.util.Stack",
            "java.util.StringJoiner",
            "java.util.TimeZone",
            "java.util.TreeMap$AscendingSubMap",
            "java.util.TreeMap$DescendingSubMap",
            "java.util.TreeMap$NavigableSubMap",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentHashMap$Segment", // and what it extends, which is written for old readers
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.ReentrantLock$Sync",
            "java.util.regex.Pattern",
            "sun.util.calendar.ZoneInfo");

    /** Of interfaces there are no objects, but arrays, and lambdas that their methods made. */
    private static final Set<String> INTERFACES = Set.of(
            "java.io.Serializable",
            "java.lang.AutoCloseable",
            "java.lang.CharSequence",
            "java.lang.Comparable",
            "java.lang.Iterable",
            "java.lang.Record",
            "java.lang.Runnable",
            "java.util.Collection",
            "java.util.Comparator",
            "java.util.Deque",
            "java.util.List",
            "java.util.Map",
            "java.util.NavigableMap",
            "java.util.NavigableSet",
            "java.util.Queue",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.SortedSet",
            "java.util.concurrent.Callable",
            "java.util.concurrent.ConcurrentMap");

    private static final List<Module> OF_JDK = modulesOfJdk();

    private static final String FUNCTIONS = "java.util.function.";

    private JdkClasses() {}

    private static List<Module> modulesOfJdk() {
        List<Module> modules = new ArrayList<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (isOfJdk(module)) {
                modules.add(module);
            }
        }
        return modules;
    }

    private static boolean isOfJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null || isOfJdk(type.getModule());
    }

    /** Whether a class of this name would be the JDK's; asked before it is loaded. */
    static boolean isOfJdk(String name) {
        int dot = name.lastIndexOf('.');
        return name.startsWith("java.") || dot > 0 && isPackageOfJdk(name.substring(0, dot));
    }

    /* Some dozen look-ups: a set of all packages would be made in every child, for a few names. */
    private static boolean isPackageOfJdk(String name) {
        for (Module module : OF_JDK) {
            if (module.getPackages().contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a stream may name this class of the JDK. */
    static boolean permits(Class<?> type) {
        String name = type.getName();
        return isListed(name) || isNamedLikeThrowable(name) && Throwable.class.isAssignableFrom(type);
    }

    private static boolean isListed(String name) {
        return ValueClasses.contains(name)
                || MORE.contains(name)
                || INTERFACES.contains(name)
                || name.startsWith(FUNCTIONS);
    }

    /* Those of packages beside java have done more on arrival than hold what they were given. */
    private static boolean isNamedLikeThrowable(String name) {
        return name.startsWith("java.") && (name.endsWith("Exception") || name.endsWith("Error"));
    }

    /**
     * The class of this name, not initialised; null if a stream may not name it.
     *
     * @param named whether it may in any case
     */
    static Class<?> find(String name, boolean named) {
        if (!named && !isListed(name) && !isNamedLikeThrowable(name)) {
            return null;
        }
        Class<?> found = ClassNames.ofJdk(name);
        return found != null && (named || permits(found)) ? found : null;
    }
}
