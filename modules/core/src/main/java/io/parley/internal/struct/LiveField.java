package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCells;

/**
 * One field of the present version of a cell; found by name: {@code get} and the type. One method with its loop for
 * each width, rather than handles put together: the compiler stops looking through too many of those.
 */
final class LiveField {
    private LiveField() {}

    static long getLong(VersionedCells cells, int index, int offset) {
        Memory memory = cells.memory();
        while (true) {
            long version = cells.version(index);
            long value = memory.getLong(cells.offset(index, version) + offset);
            if (cells.isCurrent(index, version)) {
                return value;
            }
        }
    }

    static int getInt(VersionedCells cells, int index, int offset) {
        Memory memory = cells.memory();
        while (true) {
            long version = cells.version(index);
            int value = memory.getInt(cells.offset(index, version) + offset);
            if (cells.isCurrent(index, version)) {
                return value;
            }
        }
    }

    static short getShort(VersionedCells cells, int index, int offset) {
        Memory memory = cells.memory();
        while (true) {
            long version = cells.version(index);
            short value = memory.getShort(cells.offset(index, version) + offset);
            if (cells.isCurrent(index, version)) {
                return value;
            }
        }
    }

    static byte getByte(VersionedCells cells, int index, int offset) {
        Memory memory = cells.memory();
        while (true) {
            long version = cells.version(index);
            byte value = memory.getByte(cells.offset(index, version) + offset);
            if (cells.isCurrent(index, version)) {
                return value;
            }
        }
    }

    static boolean getBoolean(VersionedCells cells, int index, int offset) {
        return getByte(cells, index, offset) != 0;
    }

    static char getChar(VersionedCells cells, int index, int offset) {
        return (char) getShort(cells, index, offset);
    }

    static float getFloat(VersionedCells cells, int index, int offset) {
        return Float.intBitsToFloat(getInt(cells, index, offset));
    }

    static double getDouble(VersionedCells cells, int index, int offset) {
        return Double.longBitsToDouble(getLong(cells, index, offset));
    }

    static Object getEnum(VersionedCells cells, int index, int offset, Object[] constants) {
        return FieldAccess.constant(cells.memory(), getShort(cells, index, offset), constants);
    }

    static String getText(VersionedCells cells, int index, int offset, int max) {
        while (true) {
            long version = cells.version(index);
            String value = FieldAccess.getText(cells.memory(), cells.offset(index, version), offset, max);
            if (cells.isCurrent(index, version)) {
                return value;
            }
        }
    }
}
