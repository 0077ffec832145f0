package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * A database as JMX sees it: one attribute for each metric, with an item for each value of its label if it has one, and three
 * more. All of open types, so that a client needs no class of ours. Nothing can be changed by it.
 */
final class DatabaseBean implements DynamicMBean {
    private final Map<String, Described> attributes = new LinkedHashMap<>();

    /** One attribute. */
    private record Described(OpenType<?> type, String description, Source source) {}

    /** Where its value comes from. */
    @FunctionalInterface
    private interface Source {
        Object read() throws OpenDataException;
    }

    /** @throws IllegalStateException never, unless the table of metrics is wrong */
    DatabaseBean(CachedDatabase database) {
        try {
            for (Metric<CachedDatabase> metric : MetricTable.ALL) {
                attributes.put(
                        metric.attribute(), metric.hasLabel() ? labelled(metric, database) : single(metric, database));
            }
            attributes.put(
                    "HitRate",
                    new Described(
                            SimpleType.DOUBLE,
                            "Hits as a share of hits, misses and bypasses, since the database is known.",
                            () -> database.statistics().hitRate()));
            attributes.put(
                    "TopTexts",
                    new Described(
                            TopFigures.TEXTS.type(),
                            "The texts that save most of the database's time.",
                            () -> TopFigures.texts(database.texts().snapshots())));
            attributes.put(
                    "TopTables",
                    new Described(
                            TopFigures.TABLES.type(),
                            "The tables that are asked most.",
                            () -> TopFigures.tables(database.tables())));
        } catch (OpenDataException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static Described single(Metric<CachedDatabase> metric, CachedDatabase database) {
        return new Described(typeOf(metric), metric.description(), () -> number(metric, database, ""));
    }

    private static Described labelled(Metric<CachedDatabase> metric, CachedDatabase database) throws OpenDataException {
        String[] items = metric.values().toArray(String[]::new);
        OpenType<?>[] types = new OpenType<?>[items.length];
        Arrays.fill(types, typeOf(metric));
        CompositeType type = new CompositeType(metric.name(), metric.description(), items, items, types);
        return new Described(type, metric.description(), () -> {
            Map<String, Object> numbers = new LinkedHashMap<>();
            metric.values().forEach(value -> numbers.put(value, number(metric, database, value)));
            return new CompositeDataSupport(type, numbers);
        });
    }

    private static SimpleType<?> typeOf(Metric<?> metric) {
        return metric.unit().isWhole() ? SimpleType.LONG : SimpleType.DOUBLE;
    }

    private static Object number(Metric<CachedDatabase> metric, CachedDatabase database, String value) {
        double number = metric.read(database, value);
        return metric.unit().isWhole() ? (Object) (long) number : (Object) number;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, ReflectionException {
        Described attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(name);
        }
        try {
            return attribute.source().read();
        } catch (OpenDataException wrong) {
            throw new ReflectionException(wrong);
        }
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        for (String name : names) {
            try {
                found.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | ReflectionException unknown) {
                // As the interface says: what cannot be had is left out.
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be changed");
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String operation, Object[] arguments, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(operation));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        OpenMBeanAttributeInfo[] described = attributes.entrySet().stream()
                .map(attribute -> new OpenMBeanAttributeInfoSupport(
                        attribute.getKey(),
                        attribute.getValue().description(),
                        attribute.getValue().type(),
                        true,
                        false,
                        false))
                .toArray(OpenMBeanAttributeInfo[]::new);
        return new OpenMBeanInfoSupport(
                DatabaseBean.class.getName(), "What Larder does for one database.", described, null, null, null);
    }
}
