/* SPDX-License-Identifier: MIT */
/*
 * A process has an exported buffer in its address space, and keeps it when it closes the device: only the buffer's own
 * descriptor is open then. The driver is unbound, which waits for every registration, and then its memory is freed.
 */
#include <kapi/user.h>
#include "vfio-device.h"

static struct user_mapping window;

void setup(void)
{
	vfio_share();
	BUG_ON(user_mmap(&window, buf->file, 1, 0));
}

__actor void process(void)
{
	user_access(&window, 0, true);
}

__actor void unbind(void)
{
	vfio_pci_core_close_device(&vdev->vdev);
	vfio_unregister(&vdev->vdev);
	pci_try_reset_function(&gpu);
	kfree(vdev);
}
