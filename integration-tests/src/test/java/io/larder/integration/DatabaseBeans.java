package io.larder.integration;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Larder's beans, as anybody sees them who connects to the virtual machine by JMX. */
final class DatabaseBeans {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private DatabaseBeans() {}

    /** Returns the name of the database that a URL of its driver leads to. */
    static String name(String url) {
        return url.replaceFirst("^jdbc:", "").replaceFirst("[?;].*", "");
    }

    static boolean has(String name) throws JMException {
        return SERVER.isRegistered(objectName(name));
    }

    static Object attribute(String name, String attribute) throws JMException {
        return SERVER.getAttribute(objectName(name), attribute);
    }

    static long number(String name, String attribute) throws JMException {
        return (Long) attribute(name, attribute);
    }

    /** Returns one of the numbers of an attribute with a label. */
    static Object number(String name, String attribute, String value) throws JMException {
        return ((CompositeData) attribute(name, attribute)).get(value);
    }

    static ObjectName objectName(String name) throws JMException {
        return new ObjectName("io.larder:type=Database,name=" + ObjectName.quote(name));
    }
}
