/**
 * flow: contract-vfio-registration
 * title: A device is unbound while a descriptor is used
 * rows: M33
 * expect: pass
 *
 * The contract of vfio/vfio.c (drivers/vfio/vfio_main.c, vfio_unregister_group_dev()): whoever uses a device holds a registration, none is
 * to be had any more once unbinding has dropped its own, and the device's memory goes when the last one is back. A feature is asked for,
 * read or written, in ways that it has and with room for its answer (include/linux/vfio.h, vfio_check_feature()).
 */
#include <kapi/kernel.h>
#include <linux/vfio.h>

static struct device gpu;
static struct vfio_device *device;

void setup(void)
{
	device = kzalloc(sizeof(*device), GFP_KERNEL);
	BUG_ON(!device);
	vfio_register(device, &gpu);
	/* The descriptor that is open. */
	BUG_ON(!vfio_device_try_get_registration(device));
}

__actor void process(void)
{
	if (vfio_device_try_get_registration(device)) {
		BUG_ON(READ_ONCE(device->dev) != &gpu);
		vfio_device_put_registration(device);
	}
	BUG_ON(READ_ONCE(device->dev) != &gpu);
	vfio_device_put_registration(device);
}

__actor void unbind(void)
{
	vfio_unregister(device);
	BUG_ON(vfio_device_try_get_registration(device));
	kfree(device);
	device = NULL;
}

void finally(void)
{
	const u32 get = VFIO_DEVICE_FEATURE_GET, set = VFIO_DEVICE_FEATURE_SET, probe = VFIO_DEVICE_FEATURE_PROBE;

	BUG_ON(vfio_check_feature(get, 8, get, 8) != 1 || vfio_check_feature(get | probe, 0, get, 8) != 0);
	BUG_ON(vfio_check_feature(set, 8, get, 8) != -EINVAL || vfio_check_feature(0, 8, get, 8) != -EINVAL);
	BUG_ON(vfio_check_feature(get, 7, get, 8) != -EINVAL);
	__kapi_check_leaks();
}
