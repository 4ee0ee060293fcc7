/**
 * flow: contract-vfio-registration
 * title: A device is unbound while a descriptor is used
 * rows: M33
 * expect: pass
 *
 * The contract of vfio/vfio.c (drivers/vfio/vfio_main.c, vfio_unregister_group_dev()): whoever uses a device holds a registration, none is
 * to be had any more once unbinding has dropped its own, and the device's memory goes when the last one is back.
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
}
